CREATE TABLE `orders` (
    `id` BIGINT NOT NULL,
    `user_id` BIGINT,
    `total` INT NOT NULL DEFAULT 0,
    `note` TEXT,
    PRIMARY KEY (`id`) COMMENT 'pk_orders',
    CONSTRAINT `uq_orders_note` UNIQUE (`note`),
    CONSTRAINT `ck_orders_total` CHECK (total >= 0),
    CONSTRAINT `fk_orders_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE
);
CREATE INDEX `ix_orders_user` ON `orders` (`user_id`);
CREATE INDEX `ix_orders_total` ON `orders` (`total`);
