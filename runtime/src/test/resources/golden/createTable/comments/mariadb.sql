CREATE TABLE `orders` (
    `id` BIGINT NOT NULL,
    `user_id` BIGINT,
    `total` INT NOT NULL DEFAULT 0,
    `note` TEXT COMMENT 'it''s free',
    PRIMARY KEY (`id`) COMMENT 'pk_orders'
) COMMENT 'what was bought';
