ALTER TABLE "orders" RENAME CONSTRAINT "pk_orders" TO "pk_purchases";
