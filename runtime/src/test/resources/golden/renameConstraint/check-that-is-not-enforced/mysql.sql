ALTER TABLE `people` DROP CONSTRAINT `ck_floor`,
    ADD CONSTRAINT `ck_storey` CHECK (floor < 90) NOT ENFORCED;
