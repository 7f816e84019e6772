CREATE TABLE "rooms" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);
