BEGIN
    BEGIN
        EXECUTE IMMEDIATE 'CREATE INDEX "IX_ORDERS_USER" ON "ORDERS" ("USER_ID")';
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE = -955 THEN
                RETURN;
            END IF;
            RAISE;
    END;
END;
/
