create OR REPLACE function answer() returns int language sql as 'select 42';
