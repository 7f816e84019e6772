DELETE FROM "users";
