SELECT "PLACED", "NUMBER", COUNT(*) OVER () AS "KMIGRATE_ROWS" FROM (SELECT "PLACED", "NUMBER" FROM "ORDER_LINES" WHERE "PLACED" >= :after_placed AND ("PLACED" > :after_placed OR ("PLACED" = :after_placed AND "NUMBER" > :after_number)) ORDER BY "PLACED", "NUMBER" FETCH FIRST 100 ROWS ONLY) b ORDER BY "PLACED" DESC, "NUMBER" DESC FETCH FIRST 1 ROWS ONLY
/
UPDATE "ORDER_LINES" SET "TOTAL" = total + 1 WHERE "PLACED" >= :after_placed AND ("PLACED" > :after_placed OR ("PLACED" = :after_placed AND "NUMBER" > :after_number)) AND "PLACED" <= :last_placed AND ("PLACED" < :last_placed OR ("PLACED" = :last_placed AND "NUMBER" <= :last_number))
/
