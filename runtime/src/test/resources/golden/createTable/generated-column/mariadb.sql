CREATE TABLE `boxes` (
    `width` INT NOT NULL,
    `height` INT NOT NULL,
    `area` INT GENERATED ALWAYS AS (width * height) STORED
);
