ALTER TABLE "orders" RENAME CONSTRAINT "fk_orders_user" TO "fk_orders_buyer";
