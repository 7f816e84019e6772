ALTER TABLE "days" ADD COLUMN "kind" ENUM('a', 'b');
