BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP SEQUENCE "INVOICE_NUMBERS"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -2289 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
