UPDATE "USERS" SET "AGE" = coalesce(age, 0) + 1
/
