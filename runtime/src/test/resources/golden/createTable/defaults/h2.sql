CREATE TABLE "defaults" (
    "d_text" VARCHAR(20) DEFAULT 'it''s' NOT NULL,
    "d_empty" VARCHAR DEFAULT '' NOT NULL,
    "d_int" INT DEFAULT -5 NOT NULL,
    "d_boolean" BOOLEAN DEFAULT FALSE NOT NULL,
    "d_moment" TIMESTAMP(9) DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "d_computed" VARCHAR DEFAULT lower('A') NOT NULL
);
