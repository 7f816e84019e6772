ALTER TABLE "orders" ADD COLUMN "buyer_id" BIGINT CONSTRAINT "fk_orders_buyer" REFERENCES "users" ("id") ON DELETE SET NULL;
