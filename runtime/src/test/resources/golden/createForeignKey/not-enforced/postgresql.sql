ALTER TABLE "people" ADD CONSTRAINT "fk_people_boss" FOREIGN KEY ("boss_id") REFERENCES "people" ("id") NOT ENFORCED;
