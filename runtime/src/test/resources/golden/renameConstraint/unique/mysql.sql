ALTER TABLE `orders` RENAME INDEX `uq_orders_note` TO `uq_note`;
