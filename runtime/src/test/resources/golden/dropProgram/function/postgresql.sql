DROP FUNCTION "answer";
