CREATE TABLE "defaults" (
    "d_text" VARCHAR(20) DEFAULT 'it''s' NOT NULL,
    "d_empty" TEXT DEFAULT '' NOT NULL,
    "d_int" INTEGER DEFAULT -5 NOT NULL,
    "d_boolean" BOOLEAN DEFAULT FALSE NOT NULL,
    "d_moment" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "d_computed" TEXT DEFAULT lower('A') NOT NULL
);
