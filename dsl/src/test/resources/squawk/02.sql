CREATE INDEX CONCURRENTLY "ix_name" ON "users" ("name");
