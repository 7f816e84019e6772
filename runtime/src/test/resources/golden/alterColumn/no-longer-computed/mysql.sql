ALTER TABLE `counters` MODIFY COLUMN `gross` INT;
