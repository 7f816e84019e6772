CREATE UNIQUE INDEX "ix_people_mail" ON "people" ("mail") NULLS NOT DISTINCT WHERE floor > 1;
