DROP TABLE IF EXISTS temp."kmigrate_guard";
CREATE TEMP TABLE "kmigrate_guard" (
    c1 CONSTRAINT "foreign keys must be off while users is rebuilt" CHECK (c1 = 0)
);
INSERT INTO temp."kmigrate_guard" (c1)
SELECT
    (SELECT foreign_keys FROM pragma_foreign_keys);
CREATE TABLE "_kmigrate_users" (
    "id" INTEGER CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT,
    "age" INT,
    "email" VARCHAR(200) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT 1
);
INSERT INTO "_kmigrate_users" ("id", "age", "email", "active")
SELECT "id", "age", "email", "active"
FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_kmigrate_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_kmigrate_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_kmigrate_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp."kmigrate_guard";
ALTER TABLE "users" RENAME COLUMN "age" TO "years";
