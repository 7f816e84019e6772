ALTER TABLE "visits" ADD CONSTRAINT "fk_stay" FOREIGN KEY ("rooms", PERIOD "at") REFERENCES "stays" ("rooms", PERIOD "during");
