DROP TABLE IF EXISTS temp."kmigrate_guard";
CREATE TEMP TABLE "kmigrate_guard" (
    c1 CONSTRAINT "foreign keys must be off while counters is rebuilt" CHECK (c1 = 0)
);
INSERT INTO temp."kmigrate_guard" (c1)
SELECT
    (SELECT foreign_keys FROM pragma_foreign_keys);
CREATE TABLE "_kmigrate_counters" (
    "net" INT,
    "gross" INT,
    "label" VARCHAR(20)
);
INSERT INTO "_kmigrate_counters" ("net", "gross", "label")
SELECT "net", "gross", "label"
FROM "counters";
DROP TABLE "counters";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_kmigrate_counters" RENAME TO "counters";
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp."kmigrate_guard";
