ALTER TABLE "users" ADD COLUMN "country" TEXT;
