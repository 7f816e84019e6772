ALTER TABLE `orders` DROP INDEX `ix_orders_user`,
    ADD INDEX `fk_orders_user` (`user_id`);
