DROP AGGREGATE IF EXISTS [total];
GO
create aggregate total(int) (sfunc = int4pl, stype = int);
GO
