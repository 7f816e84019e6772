ALTER TABLE "users" ALTER COLUMN "age" TYPE TEXT USING 'age ' || age;
