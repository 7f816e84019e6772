IF OBJECT_ID(N'[users]', N'U') IS NULL
BEGIN
CREATE TABLE [users] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [email] NVARCHAR(200) NOT NULL,
    [age] INT NULL,
    [active] BIT NOT NULL CONSTRAINT [DF_users_active] DEFAULT 1,
    CONSTRAINT [pk_users] PRIMARY KEY ([id])
);
END;
GO
