CREATE INDEX "ix_people_mail" ON "people" ("mail" NULLS FIRST, "floor" DESC NULLS LAST);
