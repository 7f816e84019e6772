create OR REPLACE aggregate total(int) (sfunc = int4pl, stype = int);
