DELETE FROM `users`;
