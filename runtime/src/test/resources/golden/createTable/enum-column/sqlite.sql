CREATE TABLE "moody" (
    "id" INT NOT NULL,
    "mood" TEXT
);
