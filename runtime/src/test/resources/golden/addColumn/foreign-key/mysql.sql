ALTER TABLE `orders` ADD COLUMN `buyer_id` BIGINT,
    ADD CONSTRAINT `fk_orders_buyer` FOREIGN KEY (`buyer_id`) REFERENCES `users` (`id`) ON DELETE SET NULL;
