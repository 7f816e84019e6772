INSERT INTO `prices` (`id`, `price`, `sold`, `note`) VALUES
    (1, 9.90, 1, 'it''s'),
    (2, NULL, 0, NULL);
