update orders set note = 'a;b';
delete from orders;
