ALTER TABLE "orders" RENAME CONSTRAINT "ck_orders_total" TO "ck_total";
