CREATE INDEX [ix_users_adult] ON [users] ([email]) WHERE age > 17;
GO
