CREATE UNIQUE INDEX "ux_name" ON "users" ("name");
