UPDATE "users" SET "email" = 'it''s', "age" = NULL, "active" = 0 WHERE age > 3 -- older
;
