ALTER TABLE users ADD COLUMN seen timestamp;
