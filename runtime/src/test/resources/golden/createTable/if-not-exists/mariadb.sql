CREATE TABLE IF NOT EXISTS `users` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `email` VARCHAR(200) NOT NULL,
    `age` INT,
    `active` BOOLEAN NOT NULL DEFAULT 1,
    PRIMARY KEY (`id`) COMMENT 'pk_users'
);
