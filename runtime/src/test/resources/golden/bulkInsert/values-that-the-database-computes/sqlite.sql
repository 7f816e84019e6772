INSERT INTO "users" ("email", "age") VALUES
    (lower('A@B.C'), 3),
    ('x', 4 + 5 -- nine
);
