ALTER TABLE `people` ADD CONSTRAINT `ck_floor` CHECK (floor < 90);
