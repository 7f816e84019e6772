BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'ALTER TABLE "USERS" DROP COLUMN "MISSING"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -904 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
