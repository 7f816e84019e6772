CREATE TABLE "people" (
    "id" BIGINT NOT NULL,
    "mail" VARCHAR(100),
    "boss_id" BIGINT,
    "floor" INTEGER,
    "room" INTEGER,
    CONSTRAINT "pk_people" PRIMARY KEY ("id")
);
ALTER TABLE "people" ADD CONSTRAINT "mail_is_there" NOT NULL "mail" NOT VALID;
