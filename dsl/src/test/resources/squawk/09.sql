ALTER TABLE "users" ADD CONSTRAINT "ux_users_email" UNIQUE ("email");
