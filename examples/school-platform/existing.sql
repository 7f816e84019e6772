-- The platform's database as four years of psql sessions left it.
create type user_role as enum ('student', 'teacher', 'guardian', 'admin');

create table schools (
    id serial primary key,
    name varchar(200) not null,
    district text
);

create table users (
    id serial primary key,
    email varchar(255) not null unique,
    full_name varchar(200) not null,
    role user_role not null default 'student',
    school_id integer references schools (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index users_email_lower on users (lower(email));

create table classes (
    id serial primary key,
    school_id integer not null references schools (id) on delete cascade,
    name varchar(100) not null,
    teacher_id integer references users (id),
    archived boolean default false
);
create index classes_open on classes (school_id) where not archived;

create table enrollments (
    class_id integer not null references classes (id) on delete cascade,
    student_id integer not null references users (id) on delete cascade,
    since date not null default current_date,
    primary key (class_id, student_id)
);

create table attendance (
    id bigserial primary key,
    class_id integer not null references classes (id),
    student_id integer not null references users (id),
    day date not null,
    mark varchar(10) not null,
    constraint one_mark_a_day unique (class_id, student_id, day)
);
comment on column attendance.mark is 'P, A, L; whatever teachers typed before 2023';

create view open_classes as
    select c.id, c.name, s.name as school from classes c join schools s on s.id = c.school_id where not c.archived;

create function touch_updated_at() returns trigger language plpgsql as $$
begin
    new.updated_at = now();
    return new;
end
$$;
create trigger users_touch before update on users for each row execute function touch_updated_at();

-- Two schools, six classes, 300 students, and a mark for each of them on 200 days.
insert into schools (name, district) values ('Maple Grove', 'North'), ('Lakeview', 'South');
insert into users (email, full_name, role, school_id)
    select 'teacher' || n || '@example.org', 'Teacher ' || n, 'teacher', 1 + n % 2 from generate_series(1, 6) n;
insert into users (email, full_name, school_id)
    select 'student' || n || '@example.org', 'Student ' || n, 1 + n % 2 from generate_series(1, 300) n;
insert into classes (school_id, name, teacher_id) select 1 + n % 2, 'Class ' || n, n from generate_series(1, 6) n;
insert into enrollments (class_id, student_id, since) select 1 + n % 6, 6 + n, '2024-09-02' from generate_series(1, 300) n;
insert into attendance (class_id, student_id, day, mark)
    select e.class_id, e.student_id, date '2024-09-02' + d,
        case when (e.student_id * 7 + d * 3) % 29 = 0 then 'A' when (e.student_id + d) % 31 = 0 then 'l' else 'P' end
    from generate_series(0, 199) d, enrollments e order by d, e.student_id;
update attendance set mark = 'exc.' where id = 43210;
