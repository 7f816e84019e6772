CREATE TABLE "boxes" (
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "area" INTEGER GENERATED ALWAYS AS (width * height) STORED
);
