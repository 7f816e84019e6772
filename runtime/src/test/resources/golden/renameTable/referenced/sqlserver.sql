EXEC sp_rename N'[users]', N'people', N'OBJECT';
GO
IF OBJECT_ID(N'[DF_users_active]', N'D') IS NOT NULL
    EXEC sp_rename N'[DF_users_active]', N'DF_people_active', N'OBJECT';
GO
