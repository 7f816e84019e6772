CREATE TABLE "rooms" (
    "id" BIGINT NOT NULL,
    "name" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("id")
);
