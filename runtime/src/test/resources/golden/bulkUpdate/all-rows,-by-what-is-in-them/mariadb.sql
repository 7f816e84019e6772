UPDATE `users` SET `age` = coalesce(age, 0) + 1;
