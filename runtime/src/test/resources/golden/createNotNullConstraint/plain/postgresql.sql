ALTER TABLE "people" ADD CONSTRAINT "mail_is_there" NOT NULL "mail";
