ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_user`,
    DROP COLUMN `user_id`;
