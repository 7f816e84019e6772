ALTER TABLE `people` DROP CONSTRAINT `ck_floor`;
