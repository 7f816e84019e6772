BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'DROP FUNCTION "ANSWER"';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -4043 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
create function answer() returns int language sql as 'select 42'
/
