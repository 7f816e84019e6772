CREATE TABLE [counters] (
    [id] BIGINT IDENTITY(100,5) NOT NULL,
    [net] INT NULL,
    CONSTRAINT [pk_counters] PRIMARY KEY ([id])
);
GO
