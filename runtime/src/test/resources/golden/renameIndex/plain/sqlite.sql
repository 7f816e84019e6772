DROP INDEX "ix_orders_user";
CREATE INDEX "ix_orders_buyer" ON "orders" ("user_id");
