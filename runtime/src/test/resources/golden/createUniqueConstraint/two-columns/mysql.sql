ALTER TABLE `users` ADD CONSTRAINT `uq_users` UNIQUE (`email`, `age`);
