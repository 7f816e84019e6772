CREATE INDEX `ix_people_mail` ON `people` (`mail`(10));
