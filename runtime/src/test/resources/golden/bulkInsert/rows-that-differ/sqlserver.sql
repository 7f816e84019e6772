INSERT INTO [users] ([email], [age]) VALUES
    (N'a@b.c', 3),
    (N'it''s', NULL);
GO
INSERT INTO [users] ([email], [active]) VALUES
    (N'x', 0);
GO
