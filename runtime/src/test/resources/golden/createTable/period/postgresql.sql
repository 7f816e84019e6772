CREATE TABLE "visits" (
    "rooms" int4range NOT NULL,
    "at" tstzrange NOT NULL,
    CONSTRAINT "fk_stay" FOREIGN KEY ("rooms", PERIOD "at") REFERENCES "stays" ("rooms", PERIOD "during") NOT ENFORCED
);
