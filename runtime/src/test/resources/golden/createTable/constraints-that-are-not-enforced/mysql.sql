CREATE TABLE `people` (
    `id` BIGINT NOT NULL,
    `mail` VARCHAR(100),
    `boss_id` BIGINT,
    `floor` INT,
    `room` INT,
    PRIMARY KEY (`id`) COMMENT 'pk_people',
    CONSTRAINT `ck_floor` CHECK (floor < 90) NOT ENFORCED
);
