CREATE INDEX "ix_users_age" ON "users" ("age") WITH (fillfactor=70);
