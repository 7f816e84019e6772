ALTER TABLE `orders` ADD PRIMARY KEY (`id`, `total`) COMMENT 'pk_orders';
