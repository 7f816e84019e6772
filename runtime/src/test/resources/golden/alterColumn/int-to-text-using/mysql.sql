ALTER TABLE `users` ADD COLUMN `age_kmigrate` TEXT NULL,
    MODIFY COLUMN `age` INT;
UPDATE `users` SET `age_kmigrate` = ('age ' || age), `age` = NULL;
ALTER TABLE `users` MODIFY COLUMN `age` TEXT;
UPDATE `users` SET `age` = `age_kmigrate`;
ALTER TABLE `users` DROP COLUMN `age_kmigrate`,
    MODIFY COLUMN `age` TEXT;
