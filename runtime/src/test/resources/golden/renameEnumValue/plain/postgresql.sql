ALTER TYPE "mood" RENAME VALUE 'it''s ok' TO 'fine';
