DROP ALIAS "answer";
