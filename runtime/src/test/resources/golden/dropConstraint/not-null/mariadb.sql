ALTER TABLE `people` DROP CONSTRAINT `mail_is_there`;
