ALTER TABLE [people] ADD CONSTRAINT [uq_people_mail] UNIQUE ([mail]);
GO
