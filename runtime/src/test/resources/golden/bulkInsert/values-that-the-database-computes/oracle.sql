INSERT INTO "USERS" ("EMAIL", "AGE") VALUES
    (lower('A@B.C'), 3)
/
INSERT INTO "USERS" ("EMAIL", "AGE") VALUES
    ('x', 4 + 5 -- nine
)
/
