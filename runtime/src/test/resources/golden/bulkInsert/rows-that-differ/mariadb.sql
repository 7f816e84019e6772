INSERT INTO `users` (`email`, `age`) VALUES
    ('a@b.c', 3),
    ('it''s', NULL);
INSERT INTO `users` (`email`, `active`) VALUES
    ('x', 0);
