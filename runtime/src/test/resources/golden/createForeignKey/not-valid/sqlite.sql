DROP TABLE IF EXISTS temp."kmigrate_guard";
CREATE TEMP TABLE "kmigrate_guard" (
    c1 CONSTRAINT "foreign keys must be off while people is rebuilt" CHECK (c1 = 0)
);
INSERT INTO temp."kmigrate_guard" (c1)
SELECT
    (SELECT foreign_keys FROM pragma_foreign_keys);
CREATE TABLE "_kmigrate_people" (
    "id" BIGINT NOT NULL,
    "mail" VARCHAR(100),
    "boss_id" BIGINT,
    "floor" INT,
    "room" INT,
    CONSTRAINT "pk_people" PRIMARY KEY ("id"),
    CONSTRAINT "fk_people_boss" FOREIGN KEY ("boss_id") REFERENCES "people" ("id")
);
INSERT INTO "_kmigrate_people" ("id", "mail", "boss_id", "floor", "room")
SELECT "id", "mail", "boss_id", "floor", "room"
FROM "people";
DROP TABLE "people";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_kmigrate_people" RENAME TO "people";
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp."kmigrate_guard";
