ALTER TABLE "people" VALIDATE CONSTRAINT "mail_is_there";
