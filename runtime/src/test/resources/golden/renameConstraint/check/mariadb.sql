ALTER TABLE `orders` DROP CONSTRAINT `ck_orders_total`,
    ADD CONSTRAINT `ck_total` CHECK (total >= 0);
