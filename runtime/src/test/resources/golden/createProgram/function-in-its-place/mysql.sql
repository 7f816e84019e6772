DROP FUNCTION IF EXISTS `answer`;
create function answer() returns int language sql as 'select 42';
