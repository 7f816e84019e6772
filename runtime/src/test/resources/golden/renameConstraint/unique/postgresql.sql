ALTER TABLE "orders" RENAME CONSTRAINT "uq_orders_note" TO "uq_note";
