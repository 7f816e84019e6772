ALTER TABLE `people` COMMENT 'who''s here';
