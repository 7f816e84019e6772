DELETE FROM "users" WHERE age is null;
