ALTER TABLE `orders` RENAME INDEX `ix_orders_user` TO `ix_orders_buyer`;
