DROP TRIGGER IF EXISTS "stamp" ON "people";
create trigger stamp before update on people for each row execute function stamp();
