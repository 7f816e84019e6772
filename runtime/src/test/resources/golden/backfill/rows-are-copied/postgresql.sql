SELECT MAX("id"), COUNT(*) FROM (SELECT "id" FROM "customers" WHERE "id" > :after_id ORDER BY "id" LIMIT 1000) b HAVING COUNT(*) > 0;
INSERT INTO "old_customers" ("id", "full_name") SELECT "id", "full_name" FROM "customers" WHERE "id" > :after_id AND "id" <= :last_id AND (id < 1000);
