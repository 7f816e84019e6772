DROP TRIGGER IF EXISTS [stamp];
GO
create trigger stamp before update on people for each row execute function stamp();
GO
