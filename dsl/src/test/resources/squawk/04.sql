CREATE TABLE "rooms" (
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    PRIMARY KEY ("id")
);
CREATE INDEX "ix_rooms_name" ON "rooms" ("name");
