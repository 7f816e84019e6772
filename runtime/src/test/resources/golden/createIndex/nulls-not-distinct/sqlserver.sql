CREATE UNIQUE INDEX [ix_people_mail] ON [people] ([mail]) WHERE floor > 1;
GO
