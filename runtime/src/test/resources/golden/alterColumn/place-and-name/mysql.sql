ALTER TABLE `users` MODIFY COLUMN `age` INT AFTER `id`;
ALTER TABLE `users` RENAME COLUMN `age` TO `years`;
