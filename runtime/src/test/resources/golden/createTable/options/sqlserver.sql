CREATE TABLE [settings] (
    [key] NVARCHAR(50) NOT NULL,
    [limit] BIGINT NULL,
    [active] BIT NULL,
    PRIMARY KEY ([key])
);
GO
