CREATE INDEX "ix_people_mail" ON "people" ("mail" "varchar_pattern_ops");
