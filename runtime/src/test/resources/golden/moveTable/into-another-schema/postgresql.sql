ALTER TABLE "people" SET SCHEMA "billing";
