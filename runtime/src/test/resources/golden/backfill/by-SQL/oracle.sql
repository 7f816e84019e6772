SELECT MAX("ID"), COUNT(*) FROM (SELECT "ID" FROM "CUSTOMERS" WHERE "ID" > :after_id ORDER BY "ID" FETCH FIRST 1000 ROWS ONLY) b HAVING COUNT(*) > 0
/
UPDATE "CUSTOMERS" SET "GIVEN_NAME" = trim(full_name) WHERE "ID" > :after_id AND "ID" <= :last_id AND (given_name is null)
/
