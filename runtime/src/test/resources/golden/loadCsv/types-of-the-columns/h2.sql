INSERT INTO "prices" ("id", "price", "sold", "note") VALUES
    (1, 9.90, TRUE, 'it''s'),
    (2, NULL, FALSE, NULL);
