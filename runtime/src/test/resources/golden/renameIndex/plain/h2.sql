ALTER INDEX "ix_orders_user" RENAME TO "ix_orders_buyer";
