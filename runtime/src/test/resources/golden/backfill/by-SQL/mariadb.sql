SELECT MAX(`id`), COUNT(*) FROM (SELECT `id` FROM `customers` WHERE `id` > :after_id ORDER BY `id` LIMIT 1000) b HAVING COUNT(*) > 0;
UPDATE `customers` SET `given_name` = trim(full_name) WHERE `id` > :after_id AND `id` <= :last_id AND (given_name is null);
