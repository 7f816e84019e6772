CREATE TABLE "orders" (
    "id" BIGINT NOT NULL,
    "user_id" BIGINT,
    "total" INT DEFAULT 0 NOT NULL,
    "note" VARCHAR,
    CONSTRAINT "pk_orders" PRIMARY KEY ("id")
);
COMMENT ON TABLE "orders" IS 'what was bought';
COMMENT ON COLUMN "orders"."note" IS 'it''s free';
