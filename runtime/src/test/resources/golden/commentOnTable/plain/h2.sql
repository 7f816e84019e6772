COMMENT ON TABLE "people" IS 'who''s here';
