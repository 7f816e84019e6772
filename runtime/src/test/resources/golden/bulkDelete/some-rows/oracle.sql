DELETE FROM "USERS" WHERE age is null
/
