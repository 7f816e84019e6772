DROP FUNCTION IF EXISTS `total`;
create aggregate total(int) (sfunc = int4pl, stype = int);
