CREATE INDEX IF NOT EXISTS `ix_orders_user` ON `orders` (`user_id`);
