DROP FUNCTION `answer`;
