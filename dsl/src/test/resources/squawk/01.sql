CREATE INDEX "ix_name" ON "users" ("name");
