BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'ALTER TABLE "USERS" ADD ("AGE" NUMBER(10))';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -1430 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
