EXEC sp_rename N'[ck_floor]', N'ck_storey', N'OBJECT';
GO
