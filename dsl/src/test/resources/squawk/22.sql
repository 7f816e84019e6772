ALTER TABLE users ADD CONSTRAINT ck_age CHECK (age >= 0);
