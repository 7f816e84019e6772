DELETE FROM [users];
GO
