CREATE TABLE `settings` (
    `key` VARCHAR(50) NOT NULL,
    `limit` BIGINT,
    `active` BOOLEAN,
    PRIMARY KEY (`key`)
) ENGINE=InnoDB;
