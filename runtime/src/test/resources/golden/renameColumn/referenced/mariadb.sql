ALTER TABLE `users` RENAME COLUMN `id` TO `key`;
