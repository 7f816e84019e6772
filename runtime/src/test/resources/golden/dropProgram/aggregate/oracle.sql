BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP FUNCTION "TOTAL"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -4043 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
