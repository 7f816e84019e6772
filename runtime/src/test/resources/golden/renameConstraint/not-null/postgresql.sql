ALTER TABLE "people" RENAME CONSTRAINT "mail_is_there" TO "has_mail";
