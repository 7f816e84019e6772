CREATE TABLE "moody" (
    "id" INTEGER NOT NULL,
    "mood" "mood"
);
