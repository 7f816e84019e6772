DROP INDEX IF EXISTS [ix_missing] ON [users];
GO
