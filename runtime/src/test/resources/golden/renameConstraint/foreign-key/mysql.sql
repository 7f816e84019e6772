ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_user`,
    ADD CONSTRAINT `fk_orders_buyer` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
