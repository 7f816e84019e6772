DROP TABLE IF EXISTS temp."kmigrate_guard";
CREATE TEMP TABLE "kmigrate_guard" (
    c1 CONSTRAINT "foreign keys must be off while days is rebuilt" CHECK (c1 = 0)
);
INSERT INTO temp."kmigrate_guard" (c1)
SELECT
    (SELECT foreign_keys FROM pragma_foreign_keys);
CREATE TABLE "_kmigrate_days" (
    "id" BIGINT NOT NULL
);
INSERT INTO "_kmigrate_days" ("id")
SELECT "id"
FROM "days";
DROP TABLE "days";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_kmigrate_days" RENAME TO "days";
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp."kmigrate_guard";
