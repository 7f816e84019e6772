create OR ALTER aggregate total(int) (sfunc = int4pl, stype = int);
GO
