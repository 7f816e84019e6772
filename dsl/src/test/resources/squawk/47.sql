CREATE TABLE rooms (id bigint PRIMARY KEY, code char(3));
