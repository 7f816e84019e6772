ALTER TABLE "people" VALIDATE CONSTRAINT "fk_people_boss";
