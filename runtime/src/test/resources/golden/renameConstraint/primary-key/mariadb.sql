ALTER TABLE `orders` DROP PRIMARY KEY,
    ADD PRIMARY KEY (`id`) COMMENT 'pk_purchases';
