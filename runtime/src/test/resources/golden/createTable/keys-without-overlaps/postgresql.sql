CREATE TABLE "stays" (
    "rooms" int4range NOT NULL,
    "during" tstzrange NOT NULL,
    CONSTRAINT "pk_stays" PRIMARY KEY ("rooms", "during" WITHOUT OVERLAPS)
);
ALTER TABLE "stays" ADD CONSTRAINT "uq_stays" UNIQUE ("rooms", "during" WITHOUT OVERLAPS);
