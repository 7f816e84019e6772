COMMENT ON TABLE "PEOPLE" IS 'who''s here'
/
