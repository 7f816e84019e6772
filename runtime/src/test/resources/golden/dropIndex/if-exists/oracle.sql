BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP INDEX "IX_MISSING"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -1418 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
