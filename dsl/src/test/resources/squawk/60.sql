ALTER TABLE "users" ADD COLUMN "country" TEXT;
UPDATE users SET country = 'de';
