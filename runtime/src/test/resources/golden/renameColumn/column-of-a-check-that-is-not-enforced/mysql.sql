ALTER TABLE `people` DROP CHECK `ck_floor`,
    RENAME COLUMN `floor` TO `storey`,
    ADD CONSTRAINT `ck_floor` CHECK (storey < 90) NOT ENFORCED;
