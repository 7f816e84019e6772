ALTER TABLE "people" RENAME COLUMN "floor" TO "storey";
