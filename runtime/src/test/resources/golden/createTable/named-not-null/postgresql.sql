CREATE TABLE "people" (
    "id" BIGINT NOT NULL,
    "mail" VARCHAR(100) CONSTRAINT "mail_is_there" NOT NULL,
    "boss_id" BIGINT,
    "floor" INTEGER,
    "room" INTEGER,
    CONSTRAINT "pk_people" PRIMARY KEY ("id")
);
