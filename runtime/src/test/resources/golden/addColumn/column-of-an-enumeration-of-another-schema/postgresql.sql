ALTER TABLE "days" ADD COLUMN "kind" "shop"."kind";
