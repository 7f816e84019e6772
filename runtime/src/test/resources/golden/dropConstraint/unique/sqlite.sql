DROP TABLE IF EXISTS temp."kmigrate_guard";
CREATE TEMP TABLE "kmigrate_guard" (
    c1 CONSTRAINT "foreign keys must be off while orders is rebuilt" CHECK (c1 = 0)
);
INSERT INTO temp."kmigrate_guard" (c1)
SELECT
    (SELECT foreign_keys FROM pragma_foreign_keys);
CREATE TABLE "_kmigrate_orders" (
    "id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "total" INT NOT NULL DEFAULT 0,
    "note" TEXT,
    CONSTRAINT "pk_orders" PRIMARY KEY ("id"),
    CONSTRAINT "ck_orders_total" CHECK (total >= 0),
    CONSTRAINT "fk_orders_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
INSERT INTO "_kmigrate_orders" ("id", "user_id", "total", "note")
SELECT "id", "user_id", "total", "note"
FROM "orders";
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_kmigrate_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_orders_user" ON "orders" ("user_id");
CREATE INDEX "ix_orders_total" ON "orders" ("total");
DROP TABLE temp."kmigrate_guard";
