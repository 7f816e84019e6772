DO $kmigrate$ BEGIN
    IF to_regtype('"mood"') IS NULL THEN
        CREATE TYPE "mood" AS ENUM ('sad', 'it''s ok', 'glad');
    END IF;
END $kmigrate$;
