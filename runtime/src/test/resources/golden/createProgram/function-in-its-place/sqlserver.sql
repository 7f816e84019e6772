create OR ALTER function answer() returns int language sql as 'select 42';
GO
