CREATE TABLE `defaults` (
    `d_text` VARCHAR(20) NOT NULL DEFAULT 'it''s',
    `d_empty` TEXT NOT NULL DEFAULT (''),
    `d_int` INT NOT NULL DEFAULT -5,
    `d_boolean` BOOLEAN NOT NULL DEFAULT 0,
    `d_moment` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `d_computed` TEXT NOT NULL DEFAULT (lower('A'))
);
