ALTER TABLE [people] DROP CONSTRAINT [no_two_in_a_room];
GO
