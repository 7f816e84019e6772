CREATE TABLE "people" (
    "id" BIGINT NOT NULL,
    "mail" VARCHAR(100),
    "boss_id" BIGINT,
    "floor" INTEGER,
    "room" INTEGER,
    CONSTRAINT "pk_people" PRIMARY KEY ("id"),
    CONSTRAINT "ck_floor" CHECK (floor < 90) NOT ENFORCED
);
