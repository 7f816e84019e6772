CREATE TABLE `moody` (
    `id` INT NOT NULL,
    `mood` ENUM('sad','it''s ok','glad')
);
