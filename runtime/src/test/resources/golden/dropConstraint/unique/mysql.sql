ALTER TABLE `orders` DROP INDEX `uq_orders_note`;
