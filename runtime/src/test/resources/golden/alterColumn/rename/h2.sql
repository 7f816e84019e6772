ALTER TABLE "users" ALTER COLUMN "email" RENAME TO "mail";
