package io.kmigrate.importer

import io.kmigrate.dialect.Dialects
import io.kmigrate.migrator
import io.kmigrate.operation.OperationDescription
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

/**
 * SQL text becomes operations where they do the same. Each statement is run as it is on one
 * database, and what became of it on another; both have the same catalog and the same rows then.
 */
class ImportedSqlTest :
    FunSpec({
        HISTORIES.forEach { (name, history) ->
            test("on $name, the operations make what the SQL makes") {
                val dialect = Dialects.named(name)
                val read = read(name, history)
                val proof =
                    DATABASES.getValue(name)().let { made ->
                        val migrator = migrator(made, read.revisions().map(::migrationOf))
                        DATABASES.getValue(name)().connection.use { left ->
                            made.connection.use { right ->
                                ImportProof(dialect, left, right, { migrator.upgrade(it) }) {
                                        it.name().startsWith("migrate_")
                                    }
                                    .run(read)
                            }
                        }
                    }
                proof.differences().shouldBeEmpty()
                proof.stopped() shouldBe ""
                proof.proved() shouldBe read.revisions().size
            }

            test("on $name, the statements are typed that are marked so") {
                val found =
                    read(name, history).revisions().map { revision ->
                        revision.up().map { "${it.kind()} ${it.text()}" }
                    }
                found shouldBe history.map { listOf("${it.kind} ${it.sql}") }
            }
        }

        test("on sqlite, a foreign key waits for the table that its revision makes later") {
            val texts =
                listOf(
                    "create table a (id int primary key, b int constraint fk_b references b (id) on delete set null)",
                    "insert into a values (1, null)",
                    "create table b (id int primary key, a int references a (id), c int references b (id))",
                    "alter table a add column name varchar(20)",
                )
            val statements = StatementImport(Dialects.named("sqlite"), false)
            statements.expect(texts.stream())
            val steps =
                texts.map { statements.statement(it, "file.sql:1") } + statements.late("file.sql")
            steps.map { it.kind() }.distinct() shouldBe listOf(ImportedStep.Kind.TYPED)
            val revision = imported(1, steps)
            val made = TestDatabase.SQLITE.fresh()
            val migrator = migrator(made, listOf(migrationOf(revision)))
            val proof =
                TestDatabase.SQLITE.fresh().connection.use { left ->
                    made.connection.use { right ->
                        ImportProof(
                                Dialects.named("sqlite"),
                                left,
                                right,
                                { migrator.upgrade(it) },
                            ) {
                                it.name().startsWith("migrate_")
                            }
                            .run(ImportedHistory("flyway", "sqlite", listOf(revision), emptyList()))
                    }
                }
            proof.differences().shouldBeEmpty()
            proof.proved() shouldBe 1
        }

        test("a foreign key whose table is never made is not lost") {
            val statements = StatementImport(Dialects.named("sqlite"), false)
            statements.expect(listOf("-- create table b (id int)").stream())
            val text = "create table a (id int primary key, b int references b (id))"
            val steps = listOf(statements.statement(text, "here")) + statements.late("here")
            steps.map { it.kind() } shouldBe
                listOf(ImportedStep.Kind.TYPED, ImportedStep.Kind.BY_HAND)
        }

        test("a difference is named with the first revision that shows it") {
            val history = read("sqlite", HISTORIES.getValue("sqlite"))
            val other =
                history.revisions().mapIndexed { place, revision ->
                    val steps = revision.up().flatMap { it.operations() }
                    migration(
                        revision.id(),
                        *revision.parents().toTypedArray(),
                        up = if (place == 1) emptyList() else steps,
                    )
                }
            val made = TestDatabase.SQLITE.fresh()
            val migrator = migrator(made, other)
            val result =
                TestDatabase.SQLITE.fresh().connection.use { left ->
                    made.connection.use { right ->
                        ImportProof(
                                Dialects.named("sqlite"),
                                left,
                                right,
                                { migrator.upgrade(it) },
                            ) {
                                it.name().startsWith("migrate_")
                            }
                            .run(history)
                    }
                }
            result.proved() shouldBe 1
            result.differences().first().substringBefore(":") shouldBe "r2"
        }

        WORDS.forEach { (sql, words) ->
            test("postgresql: $sql") {
                val statements = StatementImport(Dialects.named("postgresql"), false)
                BEFORE.forEach { statements.statement(it, "before") }
                val step = statements.statement(sql, "here")
                val found = step.operations().map { OperationDescription.of(it).headline() }
                "${step.kind()} $found" shouldBe words
            }
        }

        test("every statement can be kept as it is") {
            val statements = StatementImport(Dialects.named("postgresql"), true)
            statements.statement("create table a (id int)", "here").kind() shouldBe
                ImportedStep.Kind.SQL
            statements.schema().tables().size shouldBe 1
        }
    })

/** A statement, and whether it is typed. */
private class Line(val kind: ImportedStep.Kind, val sql: String)

private fun typed(sql: String) = Line(ImportedStep.Kind.TYPED, sql)

private fun kept(sql: String) = Line(ImportedStep.Kind.SQL, sql)

private fun read(name: String, lines: List<Line>): ImportedHistory {
    val statements = StatementImport(Dialects.named(name), false)
    val revisions = lines.mapIndexed { place, line ->
        imported(place + 1, listOf(statements.statement(line.sql, "file.sql:${place + 1}")))
    }
    return ImportedHistory("flyway", name, revisions, emptyList())
}

private fun imported(number: Int, steps: List<ImportedStep>) =
    ImportedRevision(
        "r$number",
        if (number == 1) emptyList() else listOf("r${number - 1}"),
        "line $number",
        ImportedRevision.Origin("file.sql", "$number", ""),
        steps,
        null,
        true,
        emptyList(),
    )

private fun migrationOf(revision: ImportedRevision) =
    migration(
        revision.id(),
        *revision.parents().toTypedArray(),
        up = revision.up().flatMap { it.operations() },
    )

private val DATABASES =
    mapOf(
        "sqlite" to TestDatabase.SQLITE::fresh,
        "postgresql" to TestDatabase.POSTGRESQL::fresh,
        "mariadb" to TestDatabase.MARIADB::fresh,
        "h2" to { TestH2.inMemory("DB_CLOSE_ON_EXIT=FALSE") },
    )

private val HISTORIES =
    mapOf(
        "sqlite" to
            listOf(
                typed(
                    "create table Users (id integer primary key autoincrement, Mail varchar(254) not null unique)"
                ),
                typed("create index ix_users_mail on users (mail desc)"),
                typed("alter table users add column state varchar(10) default 'new' not null"),
                typed("insert into users (mail, state) values ('a' || 'b', 'old')"),
                typed("insert into users (mail) values ('it''s'), (lower('B') /* b */)"),
                typed("insert into users (mail) values ((select max(mail) || 'x' from users))"),
                typed("update users set state = 'done', mail = upper(mail) -- all\n where id < 2"),
                kept("update users as u set state = 'x' where u.id = 9"),
                kept("insert or ignore into users (id, mail) values (1, 'c')"),
                typed("delete from users where mail like 'it%'"),
                typed(
                    "create table notes (id int, user_id int references users(id) on delete cascade, body text check (length(body) > 0), primary key (id, user_id))"
                ),
                typed("create view open_notes as select * from notes"),
                typed("drop view open_notes"),
                typed("alter table notes rename to remarks"),
                kept("create table copies as select * from remarks"),
            ),
        "postgresql" to
            listOf(
                typed("create type mood as enum ('sad', 'ok')"),
                typed(
                    "CREATE TABLE People (id bigserial PRIMARY KEY, Name varchar(40) NOT NULL, born date, mood mood DEFAULT 'ok', tags text[], made timestamp with time zone DEFAULT now() NOT NULL, height numeric(5,2) CONSTRAINT ck_height CHECK (height > 0))"
                ),
                typed(
                    "create table \"Odd Names\" (\"Id\" int generated always as identity (start with 5 increment by 2), person bigint not null, unique (person), foreign key (person) references people on delete cascade on update set null deferrable initially deferred)"
                ),
                typed(
                    "create unique index on people (name, born desc nulls last) where born is not null"
                ),
                typed("create index ix_lower on people (lower(name) varchar_pattern_ops)"),
                typed(
                    "alter table people alter column name type text using upper(name), alter column born set default '2000-01-01', add column age int default 3 check (age > 1), drop column height"
                ),
                typed("alter table people drop constraint people_age_check"),
                typed("comment on column people.name is 'what they''re called'"),
                typed("create sequence ticket start with 10 increment by 5 maxvalue 100 cycle"),
                typed(
                    "insert into people (id, name, mood, born) values (1, 'Ann', 'sad', null), (2, 'Bob', default, '1990-02-03')"
                ),
                typed(
                    "insert into people (id, name, made, born, tags) values (3, lower('Eve'), '2020-01-01'::timestamptz + interval '1 day', date '1990-01-01', array['a', 'b'])"
                ),
                typed(
                    "update People set mood = 'ok', age = (select max(p.age) from people p where p.id <> people.id), tags = null where people.name in ('Ann', 'Bob')"
                ),
                kept("update people set age = o.age from people o where o.id = people.id"),
                kept("update people p set age = 5"),
                kept("delete from people using people o where people.id = o.id and o.id > 7"),
                kept("delete from people where id = 7 returning id"),
                kept("insert into people (id, name) values (3, 'x') on conflict do nothing"),
                typed("delete from people where mood = 'sad' and born is null"),
                typed(
                    "create function twice(x int) returns int language sql as $$ select x * 2; $$"
                ),
                typed("create or replace view names as select name from people"),
                typed("alter table people rename column name to full_name"),
                typed("alter type mood add value 'happy' before 'ok'"),
                kept("grant select on people to public"),
                kept("do $$ begin perform 1; end $$"),
                typed("create table parts (id int) partition by list (id)"),
                typed("create table keys (code varchar(3) unique primary key)"),
                kept("drop table \"Odd Names\" cascade"),
            ),
        "mariadb" to
            listOf(
                typed(
                    "CREATE TABLE `Orders` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT, `code` varchar(20) CHARACTER SET latin1 DEFAULT 'x', flag tinyint(1) NOT NULL DEFAULT '0', changed timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (`id`), UNIQUE KEY `uq` (`code`(5)), KEY `ix` (`flag`, `changed`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"
                ),
                typed(
                    "create table items (id bigint primary key, order_id int unsigned not null, note mediumtext, constraint fk_order foreign key (order_id) references Orders (id) on delete cascade)"
                ),
                typed(
                    "alter table items modify note varchar(500) not null default 'none', add index ix_note (note(20))"
                ),
                typed("alter table items change note remark text null"),
                kept("insert into items select 1, id, 'x' from Orders"),
                typed(
                    "insert into Orders (code, flag, changed) values (concat('a', \"b\"), 1, now() - interval 1 day)"
                ),
                typed("update `Orders` set Orders.flag = flag + 1, code = 'it\\'s' where id = 1"),
                kept("update Orders o join items i on i.order_id = o.id set o.flag = 2"),
                kept("update Orders set flag = 3 order by id limit 1"),
                typed("delete from items where remark is null"),
                typed("alter table items add column place int after id"),
                typed("alter table items modify place int not null first"),
                typed("alter table items modify place int not null"),
                typed("drop index ix on Orders"),
                typed("rename table items to parts"),
            ),
        "h2" to
            listOf(
                kept("create table customers (id identity primary key, name varchar(50) not null)"),
                typed(
                    "create table orders (id bigint auto_increment primary key, customer bigint not null, total decimal(10, 2) default 0, constraint fk_customer foreign key (customer) references customers (id))"
                ),
                typed("alter table orders alter column total set not null"),
                typed("create index ix_total on orders (total)"),
                typed("create table codes (code varchar(5) primary key)"),
                typed("alter table codes alter column code varchar(9)"),
                typed("alter table orders alter column customer int"),
                typed("insert into customers (name) values ('Ann'), (upper('b'))"),
                typed("update customers set name = concat(name, '!') where name <> 'B'"),
                typed("delete from Orders"),
            ),
    )

private val BEFORE =
    listOf(
        "create table users (id int primary key, mail text)",
        "create table posts (id int primary key, author int references users)",
        "create index ix_author on posts (author)",
    )

/** What is not one operation stays as it is. */
private val WORDS =
    mapOf(
        "alter table users add unique (mail)" to "TYPED [createUniqueConstraint users]",
        "drop index ix_author" to "TYPED [dropIndex ix_author on posts]",
        "alter index ix_author rename to ix2" to "TYPED [renameIndex ix_author on posts]",
        "truncate users" to "SQL [execute]",
        "alter table users alter column mail set statistics 100" to "SQL [execute]",
        "create index concurrently ix3 on users (mail)" to "TYPED [createIndex ix3 on users]",
        "create index ix_twice on posts (author, author)" to "SQL [execute]",
        "create unlogged table x (id int)" to "SQL [execute]",
        "create temporary table x (id int)" to "SQL [execute]",
        "drop table users cascade" to
            "TYPED [dropConstraint posts_author_fkey on posts, dropTable users]",
        "drop type if exists mood" to "TYPED [dropEnum mood]",
        "drop trigger if exists tr on users" to "TYPED [dropTrigger tr on users]",
        "insert into users (id) values (1) on conflict do nothing" to "SQL [execute]",
        "insert into users values (1, lower('A'))" to "TYPED [bulkInsert users]",
        "insert into users values (1, )" to "SQL [execute]",
        "insert into users (id) values (1, 2)" to "SQL [execute]",
        "insert into users (id, mail) overriding system value values (1, 'a')" to "SQL [execute]",
        "update users set mail = default" to "TYPED [bulkUpdate users]",
        "update users set (id, mail) = (1, 'a')" to "SQL [execute]",
        "update users set mail =" to "SQL [execute]",
        "update users set post = 1" to "SQL [execute]",
        "update only users set mail = 'x'" to "SQL [execute]",
        "update nothing set mail = 'x'" to "SQL [execute]",
        "delete from users" to "TYPED [bulkDelete users]",
        "delete from only users" to "SQL [execute]",
        "delete from users u where u.id = 1" to "SQL [execute]",
        "with x as (select 1) delete from users" to "SQL [execute]",
        "alter table users owner to me" to "SQL [execute]",
        "create extension hstore" to "SQL [execute]",
        "create table x (a int" to "SQL [execute]",
        "create table x (a int))" to "SQL [execute]",
        "create table x (a int, b text default 'n)" to "SQL [execute]",
        "create table x (a int) /* why" to "SQL [execute]",
        "create index ix3 on users (lower(mail)" to "SQL [execute]",
        "insert into users (id) values (1" to "SQL [execute]",
        "create table x (a int[] default array[1, 2) /* ( */ -- ]" to "SQL [execute]",
        "create table x (a int[] check (a[1] > 0)) /* ( */ -- (" to "TYPED [createTable x]",
    )
