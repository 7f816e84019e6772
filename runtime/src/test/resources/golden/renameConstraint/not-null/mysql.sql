ALTER TABLE `people` RENAME INDEX `mail_is_there` TO `has_mail`;
