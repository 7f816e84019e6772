DROP TRIGGER IF EXISTS `stamp`;
create trigger stamp before update on people for each row execute function stamp();
