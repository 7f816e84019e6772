-- The first spring of the school.
insert into instructors (name, licence) values
    ('Dorota Wieczorek', 'ON-INS-20417'),
    ('Sukhdeep Gill', 'ON-INS-18833');

insert into students (name, email, contact, registered_on) values
    ('Amara Okafor', 'amara.okafor@example.org', 'cell 416-555-0134', '2025-03-11'),
    ('Liam O''Brien', 'liam.obrien@example.org', 'mother: (905) 555 0172, after six', '2025-03-11'),
    ('Chen Wei', 'chen.wei@example.org', 'WeChat chenwei88', '2025-03-12'),
    ('Zoë Müller', 'zoe.mueller@example.org', 'home 647.555.0119', '2025-03-14'),
    ('Fatima Zahra Haddad', 'fatima@example.org', '', '2025-03-17'),
    ('Noah Tremblay', 'noah.tremblay@example.org', '+1 613 555 0150 or by mail', '2025-03-18');

insert into lessons (student_id, instructor_id, starts_at, minutes, status) values
    (1, 1, '2025-03-20 16:00:00.000', 60, 'held'),
    (2, 2, '2025-03-20 16:00:00.000', 90, 'held'),
    (3, 1, '2025-03-21 09:30:00.000', 60, 'missed'),
    (1, 1, '2025-03-27 16:00:00.000', 120, 'held'),
    (4, 2, '2025-03-28 11:00:00.000', 60, 'booked'),
    (6, 1, '2025-03-28 13:00:00.000', 60, 'booked');
