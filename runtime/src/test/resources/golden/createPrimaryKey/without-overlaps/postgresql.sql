ALTER TABLE "stays" ADD CONSTRAINT "pk_stays" PRIMARY KEY ("rooms", "during" WITHOUT OVERLAPS);
