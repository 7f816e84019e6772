UPDATE "USERS" SET "EMAIL" = 'it''s', "AGE" = NULL, "ACTIVE" = 0 WHERE age > 3 -- older

/
