INSERT INTO [prices] ([id], [price], [sold], [note]) VALUES
    (1, 9.90, 1, N'it''s'),
    (2, NULL, 0, NULL);
GO
