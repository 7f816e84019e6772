-- SQL for sqlserver, written by Kmigrate. Stop at the first error: sqlcmd -b -x -I -f 65001 -i FILE
SET XACT_ABORT ON;
SET QUOTED_IDENTIFIER ON;
GO

-- the version and history tables
BEGIN TRANSACTION;
GO
IF OBJECT_ID(N'[migrate_version]', N'U') IS NULL
BEGIN
CREATE TABLE [migrate_version] (
    [version_num] NVARCHAR(255) NOT NULL,
    PRIMARY KEY ([version_num])
);
END;
GO
IF OBJECT_ID(N'[migrate_history]', N'U') IS NULL
BEGIN
CREATE TABLE [migrate_history] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [revision] NVARCHAR(255) NOT NULL,
    [direction] NVARCHAR(255) NOT NULL,
    [message] NVARCHAR(255) NULL,
    [checksum] NVARCHAR(255) NULL,
    [fingerprint] NVARCHAR(255) NULL,
    [operations] NVARCHAR(MAX) NULL,
    [parents] NVARCHAR(2000) NULL,
    [tag] NVARCHAR(255) NULL,
    [applied_by] NVARCHAR(255) NOT NULL,
    [host] NVARCHAR(255) NOT NULL,
    [tool_version] NVARCHAR(255) NOT NULL,
    [started_at] DATETIMEOFFSET NOT NULL,
    [duration_ms] BIGINT NOT NULL,
    [operations_done] INT NOT NULL,
    [outcome] NVARCHAR(255) NOT NULL,
    PRIMARY KEY ([id])
);
END;
GO
COMMIT TRANSACTION;
GO

-- upgrade base -> 1f0c2ab47d31: 1f0c2ab47d31 "create students and instructors"
BEGIN TRANSACTION;
GO
CREATE TABLE [students] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [full_name] NVARCHAR(200) NOT NULL,
    [email] NVARCHAR(254) NOT NULL,
    [born_on] DATE NOT NULL,
    [permit_no] NVARCHAR(32) NULL,
    [created_at] DATETIME2 NOT NULL CONSTRAINT [DF_students_created_at] DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY ([id]),
    CONSTRAINT [uq_students_email] UNIQUE ([email])
);
GO
DECLARE @schema sysname = SCHEMA_NAME();
EXEC sys.sp_addextendedproperty @name = N'MS_Description',
    @value = N'People who learn to drive',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'students';
GO
CREATE TABLE [instructors] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [full_name] NVARCHAR(200) NOT NULL,
    [licence_no] NVARCHAR(32) NOT NULL,
    [hired_on] DATE NOT NULL,
    [active] BIT NOT NULL CONSTRAINT [DF_instructors_active] DEFAULT 1,
    PRIMARY KEY ([id]),
    CONSTRAINT [uq_instructors_licence_no] UNIQUE ([licence_no])
);
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'1f0c2ab47d31');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'1f0c2ab47d31', N'up', N'create students and instructors', N'd3862ffcc992d359b446f7354f61d7a0c6caa9470d8334982c98f108b5f2e934', N'359-4af780da', N'createTable(table: students, columns: [{name: id, type: int64, autoIncrement: true}, {name: full_name, type: varchar(200)}, {name: email, type: varchar(254)}, {name: born_on, type: date}, {name: permit_no, type: varchar(32), nullable: true}, {name: created_at, type: timestamp, default: CURRENT_TIMESTAMP}], primaryKey: {columns: [id]}, uniqueConstraints: [{name: uq_students_email, columns: [email]}], comment: People who learn to drive)
createTable(table: instructors, columns: [{name: id, type: int64, autoIncrement: true}, {name: full_name, type: varchar(200)}, {name: licence_no, type: varchar(32)}, {name: hired_on, type: date}, {name: active, type: boolean, default: true}], primaryKey: {columns: [id]}, uniqueConstraints: [{name: uq_instructors_licence_no, columns: [licence_no]}])', N'base', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 2, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 1f0c2ab47d31 -> 5b9e07c3f2a4: 5b9e07c3f2a4 "create vehicles"
BEGIN TRANSACTION;
GO
CREATE TABLE [vehicles] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [plate] NVARCHAR(16) NOT NULL,
    [make] NVARCHAR(80) NOT NULL,
    [model] NVARCHAR(80) NOT NULL,
    [model_year] INT NOT NULL,
    [transmission] NVARCHAR(16) NOT NULL CONSTRAINT [DF_vehicles_transmission] DEFAULT N'automatic',
    [out_of_service_on] DATE NULL,
    PRIMARY KEY ([id]),
    CONSTRAINT [uq_vehicles_plate] UNIQUE ([plate]),
    CONSTRAINT [ck_vehicles_model_year] CHECK (model_year >= 1990),
    CONSTRAINT [ck_vehicles_transmission] CHECK (transmission in ('automatic', 'manual'))
);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'1f0c2ab47d31';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'5b9e07c3f2a4');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'5b9e07c3f2a4', N'up', N'create vehicles', N'12f9453749ec8f163acb597ac1c5714e0757302a4a0cfc1019aad980a0d4afa3', N'2ad-52487c8f', N'createTable(table: vehicles, columns: [{name: id, type: int64, autoIncrement: true}, {name: plate, type: varchar(16)}, {name: make, type: varchar(80)}, {name: model, type: varchar(80)}, {name: model_year, type: int32}, {name: transmission, type: varchar(16), default: ''automatic''}, {name: out_of_service_on, type: date, nullable: true}], primaryKey: {columns: [id]}, uniqueConstraints: [{name: uq_vehicles_plate, columns: [plate]}], checkConstraints: [{name: ck_vehicles_model_year, condition: model_year >= 1990}, {name: ck_vehicles_transmission, condition: transmission in (''automatic'', ''manual'')}])', N'1f0c2ab47d31', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 1, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 5b9e07c3f2a4 -> c84d1e6f90b2: c84d1e6f90b2 "create lessons and bookings"
BEGIN TRANSACTION;
GO
CREATE TABLE [lessons] (
    [code] NVARCHAR(16) NOT NULL,
    [title] NVARCHAR(120) NOT NULL,
    [minutes] INT NOT NULL,
    [price] DECIMAL(8, 2) NOT NULL,
    PRIMARY KEY ([code]),
    CONSTRAINT [ck_lessons_minutes] CHECK (minutes > 0)
);
GO
DECLARE @schema sysname = SCHEMA_NAME();
EXEC sys.sp_addextendedproperty @name = N'MS_Description',
    @value = N'What can be booked',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'lessons';
GO
CREATE TABLE [bookings] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [student_id] BIGINT NOT NULL,
    [instructor_id] BIGINT NOT NULL,
    [vehicle_id] BIGINT NULL,
    [lesson_code] NVARCHAR(16) NOT NULL,
    [starts_at] DATETIME2 NOT NULL,
    [status] NVARCHAR(16) NOT NULL CONSTRAINT [DF_bookings_status] DEFAULT N'booked',
    PRIMARY KEY ([id]),
    CONSTRAINT [ck_bookings_status] CHECK (status in ('booked', 'done', 'cancelled')),
    FOREIGN KEY ([student_id]) REFERENCES [students] ([id]) ON DELETE CASCADE,
    FOREIGN KEY ([instructor_id]) REFERENCES [instructors] ([id]),
    FOREIGN KEY ([vehicle_id]) REFERENCES [vehicles] ([id]) ON DELETE SET NULL,
    FOREIGN KEY ([lesson_code]) REFERENCES [lessons] ([code])
);
GO
CREATE INDEX [ix_bookings_starts_at] ON [bookings] ([starts_at]);
GO
CREATE UNIQUE INDEX [ux_bookings_instructor_slot] ON [bookings] ([instructor_id], [starts_at]);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'5b9e07c3f2a4';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'c84d1e6f90b2');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'c84d1e6f90b2', N'up', N'create lessons and bookings', N'142cd3be14e3ac3bca07fb05e81122ed2c291d76b1d2c65ccba00e5f60ece29b', N'490-e57bb94d', N'createTable(table: lessons, columns: [{name: code, type: varchar(16)}, {name: title, type: varchar(120)}, {name: minutes, type: int32}, {name: price, type: decimal(8,2)}], primaryKey: {columns: [code]}, checkConstraints: [{name: ck_lessons_minutes, condition: minutes > 0}], comment: What can be booked)
createTable(table: bookings, columns: [{name: id, type: int64, autoIncrement: true}, {name: student_id, type: int64}, {name: instructor_id, type: int64}, {name: vehicle_id, type: int64, nullable: true}, {name: lesson_code, type: varchar(16)}, {name: starts_at, type: timestamp}, {name: status, type: varchar(16), default: ''booked''}], primaryKey: {columns: [id]}, checkConstraints: [{name: ck_bookings_status, condition: status in (''booked'', ''done'', ''cancelled'')}], foreignKeys: [{columns: [student_id], referencedTable: students, referencedColumns: [id], onDelete: CASCADE}, {columns: [instructor_id], referencedTable: instructors, referencedColumns: [id]}, {columns: [vehicle_id], referencedTable: vehicles, referencedColumns: [id], onDelete: SET NULL}, {columns: [lesson_code], referencedTable: lessons, referencedColumns: [code]}])
createIndex(name: ix_bookings_starts_at, table: bookings, columns: [starts_at])
createIndex(name: ux_bookings_instructor_slot, table: bookings, columns: [instructor_id, starts_at], unique: true)', N'5b9e07c3f2a4', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 4, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade c84d1e6f90b2 -> 77aa03d5be18: 77aa03d5be18 "first courses and staff"
BEGIN TRANSACTION;
GO
INSERT INTO [lessons] ([code], [title], [minutes], [price]) VALUES
    (N'class', N'In class, ten hours', 600, 240.0),
    (N'city', N'In the car, city', 60, 65.0),
    (N'highway', N'In the car, highway', 90, 95.5);
GO
INSERT INTO [instructors] ([full_name], [licence_no], [hired_on]) VALUES
    (N'Maria Kowalska', N'ON-1044', N'2019-04-01'),
    (N'Dev Patel', N'ON-2210', N'2022-09-12');
GO
INSERT INTO [vehicles] ([plate], [make], [model], [model_year]) VALUES
    (N'CRDA 101', N'Toyota', N'Corolla', 2021);
GO
INSERT INTO [vehicles] ([plate], [make], [model], [model_year], [transmission]) VALUES
    (N'CRDA 102', N'Mazda', N'3', 2019, N'manual');
GO
INSERT INTO [students] ([full_name], [email], [born_on]) VALUES
    (N'Amélie O''Brien', N'amelie@example.org', N'2007-03-14'),
    (N'Jun Li', N'jun.li@example.org', N'2006-11-02');
GO
INSERT INTO [students] ([full_name], [email], [born_on], [permit_no]) VALUES
    (N'Sam', N'sam@example.org', N'2005-06-30', N'G1-55');
GO
insert into bookings (student_id, instructor_id, vehicle_id, lesson_code, starts_at, status)
select s.id, i.id, v.id, 'city', '2025-03-01 10:00:00', 'done'
from students s, instructors i, vehicles v
where s.email = 'jun.li@example.org' and i.licence_no = 'ON-1044' and v.plate = 'CRDA 101';
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'c84d1e6f90b2';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'77aa03d5be18');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'77aa03d5be18', N'up', N'first courses and staff', N'9328df16c435db60c05920040d5e952113f81ac330ffdf5e2c044dbd841329c7', N'8a4-7a8dee3a', N'bulkInsert(table: lessons, rows: [{code: class, title: In class, ten hours, minutes: 600, price: 240.0}, {code: city, title: In the car, city, minutes: 60, price: 65.0}, {code: highway, title: In the car, highway, minutes: 90, price: 95.5}])
bulkInsert(table: instructors, rows: [{full_name: Maria Kowalska, licence_no: ON-1044, hired_on: 2019-04-01}, {full_name: Dev Patel, licence_no: ON-2210, hired_on: 2022-09-12}])
bulkInsert(table: vehicles, rows: [{plate: CRDA 101, make: Toyota, model: Corolla, model_year: 2021}, {plate: CRDA 102, make: Mazda, model: 3, model_year: 2019, transmission: manual}])
bulkInsert(table: students, rows: [{full_name: Amélie O''Brien, email: amelie@example.org, born_on: 2007-03-14}, {full_name: Jun Li, email: jun.li@example.org, born_on: 2006-11-02}, {full_name: Sam, email: sam@example.org, born_on: 2005-06-30, permit_no: G1-55}])
execute(sql: insert into bookings (student_id, instructor_id, vehicle_id, lesson_code, starts_at, status) select s.id, i.id, v.id, ''city'', ''2025-03-01 10:00:00'', ''done'' from students s, instructors i, vehicles v where s.email = ''jun.li@example.org'' and i.licence_no = ''ON-1044'' and v.plate = ''CRDA 101'', variants: {oracle: insert into bookings (student_id, instructor_id, vehicle_id, lesson_code, starts_at, status) select s.id, i.id, v.id, ''city'', timestamp ''2025-03-01 10:00:00'', ''done'' from students s, instructors i, vehicles v where s.email = ''jun.li@example.org'' and i.licence_no = ''ON-1044'' and v.plate = ''CRDA 101''})', N'c84d1e6f90b2', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 5, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 77aa03d5be18 -> e0b6c95a4471: e0b6c95a4471 "add student phone"
BEGIN TRANSACTION;
GO
ALTER TABLE [students] ADD [phone] NVARCHAR(32) NULL;
GO
CREATE INDEX [ix_students_phone] ON [students] ([phone]);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'77aa03d5be18';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'e0b6c95a4471');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'e0b6c95a4471', N'up', N'add student phone', N'e219dc99e9e10af3f4a79f1dc7582b656353807f8c97e0e72fd6a23ac8f65467', N'110-7f81475a', N'addColumn(table: students, column: {name: phone, type: varchar(32), nullable: true})
createIndex(name: ix_students_phone, table: students, columns: [phone])', N'77aa03d5be18', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 2, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade e0b6c95a4471 -> 3d51f7e2a8c6: 3d51f7e2a8c6 "billing: create payments"
BEGIN TRANSACTION;
GO
CREATE TABLE [payments] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [booking_id] BIGINT NOT NULL,
    [amount] DECIMAL(10, 2) NOT NULL,
    [method] NVARCHAR(16) NOT NULL,
    [paid_at] DATETIME2 NOT NULL,
    PRIMARY KEY ([id]),
    CONSTRAINT [ck_payments_amount] CHECK (amount <> 0),
    FOREIGN KEY ([booking_id]) REFERENCES [bookings] ([id]) ON DELETE CASCADE
);
GO
CREATE INDEX [ix_payments_booking_id] ON [payments] ([booking_id]);
GO
insert into payments (booking_id, amount, method, paid_at)
select b.id, l.price, 'card', b.starts_at
from bookings b join lessons l on l.code = b.lesson_code
where b.status = 'done';
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'e0b6c95a4471';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'3d51f7e2a8c6');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'3d51f7e2a8c6', N'up', N'billing: create payments', N'9aa2aa6ace3a6d48e0875e6302eac35f3cb01d62ac1455f75bc752e6780ca41e', N'32e-2b47a18d', N'createTable(table: payments, columns: [{name: id, type: int64, autoIncrement: true}, {name: booking_id, type: int64}, {name: amount, type: decimal(10,2)}, {name: method, type: varchar(16)}, {name: paid_at, type: timestamp}], primaryKey: {columns: [id]}, checkConstraints: [{name: ck_payments_amount, condition: amount <> 0}], foreignKeys: [{columns: [booking_id], referencedTable: bookings, referencedColumns: [id], onDelete: CASCADE}])
createIndex(name: ix_payments_booking_id, table: payments, columns: [booking_id])
execute(sql: insert into payments (booking_id, amount, method, paid_at) select b.id, l.price, ''card'', b.starts_at from bookings b join lessons l on l.code = b.lesson_code where b.status = ''done'')', N'e0b6c95a4471', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 3, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 3d51f7e2a8c6 -> 90ce4b1d7f3a: 90ce4b1d7f3a "billing: amounts in cents"
BEGIN TRANSACTION;
GO
ALTER TABLE [payments] DROP CONSTRAINT [ck_payments_amount];
GO
ALTER TABLE [payments] ADD [kmigrate_new] BIGINT NULL;
GO
UPDATE [payments] SET [kmigrate_new] = amount * 100;
GO
ALTER TABLE [payments] DROP COLUMN [amount];
GO
EXEC sp_rename N'[payments].[kmigrate_new]', N'amount_cents', N'COLUMN';
GO
ALTER TABLE [payments] ALTER COLUMN [amount_cents] BIGINT NOT NULL;
GO
ALTER TABLE [payments] ADD CONSTRAINT [ck_payments_amount] CHECK (amount_cents <> 0);
GO
ALTER TABLE [payments] DROP CONSTRAINT [ck_payments_amount];
GO
ALTER TABLE [payments] ADD CONSTRAINT [ck_payments_amount_cents] CHECK (amount_cents <> 0);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'3d51f7e2a8c6';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'90ce4b1d7f3a');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'90ce4b1d7f3a', N'up', N'billing: amounts in cents', N'ac1bc78082dc5c52b1d2224ef94d52acb810bbfdaa6710a5cfcc9843a08b7ad0', N'2ee-ee22fb37', N'alterColumn(table: payments, column: amount, type: int64, using: amount * 100, newName: amount_cents)
dropConstraint(name: ck_payments_amount, table: payments)
createCheckConstraint(name: ck_payments_amount_cents, table: payments, condition: amount_cents <> 0)', N'3d51f7e2a8c6', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 3, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 90ce4b1d7f3a -> 90ce4b1d7f3a, a6182fd0c95e: a6182fd0c95e "exams: create exams"
BEGIN TRANSACTION;
GO
CREATE TABLE [exams] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [student_id] BIGINT NOT NULL,
    [kind] NVARCHAR(16) NOT NULL,
    [held_on] DATE NOT NULL,
    [passed] BIT NULL,
    [remarks] NVARCHAR(MAX) NULL,
    PRIMARY KEY ([id]),
    CONSTRAINT [uq_exams_student_day] UNIQUE ([student_id], [held_on]),
    CONSTRAINT [ck_exams_kind] CHECK (kind in ('G1', 'G2', 'G'))
);
GO
ALTER TABLE [exams] ADD CONSTRAINT [fk_exams_student] FOREIGN KEY ([student_id]) REFERENCES [students] ([id]) ON DELETE CASCADE;
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'a6182fd0c95e');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'a6182fd0c95e', N'up', N'exams: create exams', N'6177f8d5dd2838ba0e7c5f230ae3e23100c7bc1a1ef97f38f654587a7e103dc3', N'29a-76bf023e', N'createTable(table: exams, columns: [{name: id, type: int64, autoIncrement: true}, {name: student_id, type: int64}, {name: kind, type: varchar(16)}, {name: held_on, type: date}, {name: passed, type: boolean, nullable: true}, {name: remarks, type: text, nullable: true}], primaryKey: {columns: [id]}, uniqueConstraints: [{name: uq_exams_student_day, columns: [student_id, held_on]}], checkConstraints: [{name: ck_exams_kind, condition: kind in (''G1'', ''G2'', ''G'')}])
createForeignKey(name: fk_exams_student, table: exams, columns: [student_id], referencedTable: students, referencedColumns: [id], onDelete: CASCADE)', N'e0b6c95a4471', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 2, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 90ce4b1d7f3a, a6182fd0c95e -> 4f7d20e9b3c8, 90ce4b1d7f3a: 4f7d20e9b3c8 "exams: add test centre"
BEGIN TRANSACTION;
GO
ALTER TABLE [exams] ADD [centre] NVARCHAR(120) NOT NULL CONSTRAINT [DF_exams_centre] DEFAULT N'Downsview';
GO
ALTER TABLE [exams] ALTER COLUMN [remarks] NVARCHAR(MAX) NOT NULL;
GO
ALTER TABLE [exams] ADD CONSTRAINT [DF_exams_remarks] DEFAULT N'' FOR [remarks];
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'a6182fd0c95e';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'4f7d20e9b3c8');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'4f7d20e9b3c8', N'up', N'exams: add test centre', N'4a4d2938197383b345420b0f7b06294aa9f82c436ef9772e2ce55579207b1ca7', N'14d-8a544a3c', N'addColumn(table: exams, column: {name: centre, type: varchar(120), default: ''Downsview''})
alterColumn(table: exams, column: remarks, nullable: false, default: '''')', N'a6182fd0c95e', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 2, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 4f7d20e9b3c8, 90ce4b1d7f3a -> d2c90a5e61f7: d2c90a5e61f7 "merge billing and exams"
BEGIN TRANSACTION;
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'4f7d20e9b3c8';
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'90ce4b1d7f3a';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'd2c90a5e61f7');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'd2c90a5e61f7', N'up', N'merge billing and exams', N'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', N'86-a4388955', N'', N'90ce4b1d7f3a 4f7d20e9b3c8', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 0, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade d2c90a5e61f7 -> 6be3f81c0d94: 6be3f81c0d94 "split names"
BEGIN TRANSACTION;
GO
ALTER TABLE [students] ADD [given_name] NVARCHAR(100) NULL;
GO
ALTER TABLE [students] ADD [family_name] NVARCHAR(100) NULL;
GO
-- data: split full names
update students set
    given_name = rtrim(left(trim(full_name),
        len(trim(full_name)) - charindex(' ', reverse(trim(full_name)) + ' ') + 1)),
    family_name = right(trim(full_name), charindex(' ', reverse(trim(full_name)) + ' ') - 1);
update students set given_name = family_name, family_name = '' where given_name = '';
GO
ALTER TABLE [students] ALTER COLUMN [given_name] NVARCHAR(100) NOT NULL;
GO
ALTER TABLE [students] ALTER COLUMN [family_name] NVARCHAR(100) NOT NULL;
GO
ALTER TABLE [students] DROP COLUMN [full_name];
GO
CREATE INDEX [ix_students_family_name] ON [students] ([family_name], [given_name]);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'd2c90a5e61f7';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'6be3f81c0d94');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'6be3f81c0d94', N'up', N'split names', N'a02f9fdb486385d8ee3111b0264c21a9de67f7e97899c9905429f1abe9d1435a', N'f28-2aec8dc9', N'addColumn(table: students, column: {name: given_name, type: varchar(100), nullable: true})
addColumn(table: students, column: {name: family_name, type: varchar(100), nullable: true})
data(description: split full names)
alterColumn(table: students, column: given_name, nullable: false)
alterColumn(table: students, column: family_name, nullable: false)
dropColumn(table: students, column: full_name)
createIndex(name: ix_students_family_name, table: students, columns: [family_name, given_name])', N'd2c90a5e61f7', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 7, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 6be3f81c0d94 -> b17e5a9c20f3: b17e5a9c20f3 "rename licence and permit"
BEGIN TRANSACTION;
GO
EXEC sp_rename N'[instructors].[licence_no]', N'licence_number', N'COLUMN';
GO
EXEC sp_rename N'[students].[permit_no]', N'permit_number', N'COLUMN';
GO
ALTER TABLE [students] ALTER COLUMN [permit_number] NVARCHAR(64) NULL;
GO
EXEC sp_rename N'[lessons]', N'courses', N'OBJECT';
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'6be3f81c0d94';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'b17e5a9c20f3');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'b17e5a9c20f3', N'up', N'rename licence and permit', N'0eabb6dd765f574adc03e34c2812ca770bad24c59939c186284c57228686842e', N'194-c36004dc', N'renameColumn(table: instructors, column: licence_no, newName: licence_number)
renameColumn(table: students, column: permit_no, newName: permit_number)
alterColumn(table: students, column: permit_number, type: varchar(64))
renameTable(table: lessons, newName: courses)', N'6be3f81c0d94', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 4, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade b17e5a9c20f3 -> f3940d7be5a2: f3940d7be5a2 "booking rules"
BEGIN TRANSACTION;
GO
ALTER TABLE [bookings] ADD [price_cents] INT NOT NULL CONSTRAINT [DF_bookings_price_cents] DEFAULT 0;
GO
update bookings set price_cents =
    (select round(c.price * 100, 0) from courses c where c.code = bookings.lesson_code);
GO
ALTER TABLE [bookings] ADD CONSTRAINT [ck_bookings_price] CHECK (price_cents >= 0);
GO
CREATE INDEX [ix_bookings_open] ON [bookings] ([instructor_id], [status]);
GO
ALTER TABLE [bookings] ADD CONSTRAINT [uq_bookings_student_slot] UNIQUE ([student_id], [starts_at]);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'b17e5a9c20f3';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'f3940d7be5a2');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'f3940d7be5a2', N'up', N'booking rules', N'0e3f7397861794d80a1c41241b6fe1e6b332e50295a4934da111bc162115b33a', N'323-1c6c4ae9', N'addColumn(table: bookings, column: {name: price_cents, type: int32, default: 0})
execute(sql: update bookings set price_cents = (select round(c.price * 100, 0) from courses c where c.code = bookings.lesson_code))
createCheckConstraint(name: ck_bookings_price, table: bookings, condition: price_cents >= 0)
createIndex(name: ix_bookings_open, table: bookings, columns: [instructor_id, status])
createUniqueConstraint(name: uq_bookings_student_slot, table: bookings, columns: [student_id, starts_at])', N'b17e5a9c20f3', NULL, <user>, <host>, <version>, SYSDATETIMEOFFSET(), 0, 5, N'done');
GO
COMMIT TRANSACTION;
GO

