ALTER TABLE `people` RENAME TO `billing`.`people`;
