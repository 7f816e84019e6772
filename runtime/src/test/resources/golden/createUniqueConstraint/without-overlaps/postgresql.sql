ALTER TABLE "stays" ADD CONSTRAINT "uq_stays" UNIQUE ("rooms", "during" WITHOUT OVERLAPS);
