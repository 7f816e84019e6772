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
create trigger stamp before update on people for each row execute function stamp()
/
