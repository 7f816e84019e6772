DROP TRIGGER IF EXISTS "stamp" ON "people";
