create OR ALTER trigger stamp before update on people for each row execute function stamp();
GO
