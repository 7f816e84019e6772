CREATE UNIQUE INDEX [ix_users_both] ON [users] ([email], [age]);
GO
