DROP TABLE [orders];
GO
