ALTER TABLE "people" RENAME CONSTRAINT "ck_floor" TO "ck_storey";
