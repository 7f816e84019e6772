BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP TRIGGER "STAMP"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -4080 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
