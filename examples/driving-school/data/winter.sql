-- Lessons of a school that this one took over: each winter day has twenty of them, and none says how it ended.
insert into lessons (student_id, instructor_id, starts_at, minutes, status)
with recursive lesson(number) as (select 0 union all select number + 1 from lesson where number < 2999)
select number % 6 + 1, number % 2 + 1,
    strftime('%Y-%m-%d %H:%M:%f', '2024-10-01', '+' || (number / 20) || ' days', '+' || (8 + number % 10) || ' hours'),
    60, 'booked'
from lesson;
