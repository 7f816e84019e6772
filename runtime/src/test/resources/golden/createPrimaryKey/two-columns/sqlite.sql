DROP TABLE IF EXISTS temp."kmigrate_guard";
CREATE TEMP TABLE "kmigrate_guard" (
    c1 CONSTRAINT "foreign keys must be off while orders is rebuilt" CHECK (c1 = 0),
    c2 CONSTRAINT "orders has rows with the same id, total" CHECK (c2 = 0),
    c3 CONSTRAINT "orders.id holds NULL in some rows" CHECK (c3 = 0),
    c4 CONSTRAINT "orders.total holds NULL in some rows" CHECK (c4 = 0)
);
INSERT INTO temp."kmigrate_guard" (c1, c2, c3, c4)
SELECT
    (SELECT foreign_keys FROM pragma_foreign_keys),
    (SELECT count(*) FROM (SELECT 1 FROM "orders" WHERE "id" IS NOT NULL AND "total" IS NOT NULL GROUP BY "id", "total" HAVING count(*) > 1)),
    (SELECT count(*) FROM "orders" WHERE ("id") IS NULL),
    (SELECT count(*) FROM "orders" WHERE ("total") IS NULL);
CREATE TABLE "_kmigrate_orders" (
    "id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "total" INT NOT NULL DEFAULT 0,
    "note" TEXT,
    CONSTRAINT "pk_orders" PRIMARY KEY ("id", "total")
);
INSERT INTO "_kmigrate_orders" ("id", "user_id", "total", "note")
SELECT "id", "user_id", "total", "note"
FROM "orders";
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_kmigrate_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp."kmigrate_guard";
