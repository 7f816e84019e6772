RENAME TABLE `people` TO `billing`.`people`;
