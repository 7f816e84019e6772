DROP AGGREGATE "total"(int);
