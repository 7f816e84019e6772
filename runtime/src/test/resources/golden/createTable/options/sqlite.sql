CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "limit" INTEGER,
    "active" INTEGER,
    PRIMARY KEY ("key")
) STRICT;
