BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP VIEW "MAILS"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -942 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
