ALTER TABLE `users` ADD CONSTRAINT `fk_users_boss` FOREIGN KEY (`boss`) REFERENCES `users` (`id`);
