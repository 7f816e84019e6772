BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP TABLE "MISSING"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -942 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
