CREATE TABLE "orders" (
    "id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "total" INT NOT NULL DEFAULT 0,
    "note" TEXT,
    CONSTRAINT "pk_orders" PRIMARY KEY ("id")
);
