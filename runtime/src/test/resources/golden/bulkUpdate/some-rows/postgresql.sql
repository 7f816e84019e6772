UPDATE "users" SET "email" = 'it''s', "age" = NULL, "active" = FALSE WHERE age > 3 -- older
;
