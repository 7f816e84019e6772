package io.kmigrate.repeatable

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.DropColumn
import io.kmigrate.repeatable.Repeatable.Kind
import io.kmigrate.repeatable.RepeatableStep.Action
import io.kmigrate.run.Diagnosis
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** A database whose process is killed: no connection of it does anything from some moment on. */
private class Mortal(private val real: DataSource) : DataSource by real {
    private val open = mutableListOf<Connection>()

    override fun getConnection(): Connection = real.connection.also { open += it }

    fun kill() {
        open.forEach { it.abort(Runnable::run) }
    }
}

class RepeatablesTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            test("$kind: objects come after the revisions, each after those that it names") {
                val database = kind.fresh()
                val migrator = migrator(database, listOf(first, second), count, mails)
                migrator.planUpgrade().repeatables().after().map { it.`object`().key() } shouldBe
                    listOf("view mails", "view mail_count")
                migrator.upgraded() shouldContainExactly
                    listOf("apply view mails", "apply view mail_count")
                database.query("select n from mail_count") shouldBe listOf("1")
                migrator.upgraded().shouldBeEmpty()
                migrator.planUpgrade().isEmpty shouldBe true
            }

            test("$kind: a changed text is applied again, with those that need it") {
                val database = kind.fresh()
                migrator(database, listOf(first), mails, count).upgrade()
                val changed = view("mails", "select email, id, 1 as one from users where id > 1")
                migrator(database, listOf(first), changed, count).upgraded() shouldContainExactly
                    listOf("apply view mails", "apply view mail_count")
                database.query("select n from mail_count") shouldBe listOf("0")
                migrator(database, listOf(first), changed, count).upgraded().shouldBeEmpty()
            }

            test("$kind: a view goes aside for a revision that drops a column it reads") {
                val database = kind.fresh()
                migrator(database, listOf(first), olderMails, count).upgrade()
                migrator(database, listOf(first, second), mails, count)
                    .upgraded() shouldContainExactly
                    listOf(
                        "set-aside view mail_count",
                        "set-aside view mails",
                        "apply view mails",
                        "apply view mail_count",
                    )
                database.query("select email from mails") shouldBe listOf("ada@example.org")
            }

            test("$kind: a downgrade brings back the former text, and an upgrade the new one") {
                val database = kind.fresh()
                migrator(database, listOf(first), olderMails, count).upgrade()
                val extra = view("extra", "select n from mail_count")
                val both = migrator(database, listOf(first, second), mails, count, extra)
                both.upgrade()
                both.reverted("a1") shouldContainExactly
                    listOf(
                        "drop view extra",
                        "set-aside view mail_count",
                        "set-aside view mails",
                        "apply view mails",
                        "apply view mail_count",
                    )
                database.query("select age from mails") shouldBe listOf(null)
                database.has("extra") shouldBe false
                both.upgraded().filter { it.startsWith("apply") } shouldContainExactly
                    listOf("apply view mails", "apply view mail_count", "apply view extra")
                database.query("select email from mails") shouldBe listOf("ada@example.org")
                both.downgrade("base")
                listOf("mails", "mail_count", "users").map(database::has) shouldBe
                    listOf(false, false, false)
            }

            test("$kind: an object without a script is dropped, and the history tells all") {
                val database = kind.fresh()
                migrator(database, listOf(first), mails, count).upgrade()
                migrator(database, listOf(first)).upgraded() shouldContainExactly
                    listOf("drop view mail_count", "drop view mails")
                database.has("mails") shouldBe false
                migrator(database, listOf(first)).upgraded().shouldBeEmpty()
                migrator(database, listOf(first)).log(0).map {
                    "${it.direction()} ${it.revision()}"
                } shouldBe
                    listOf(
                        "drop view mails",
                        "drop view mail_count",
                        "repeatable view mail_count",
                        "repeatable view mails",
                        "up a1",
                    )
            }

            test("$kind: one that the database refuses keeps only those back that need it") {
                val database = kind.fresh()
                val broken = view("broken", "select nothing from users")
                val above = view("above", "select * from broken")
                val migrator = migrator(database, listOf(first), broken, above, mails)
                val failure = shouldFailWith(ErrorCode.REPEATABLE_FAILED) { migrator.upgrade() }
                failure.problems().map { it.message() } shouldBe
                    listOf("the database refused view broken")
                failure.problems()[0].facts().sql()!! shouldContain "nothing"
                database.has("mails") shouldBe true
                database.has("above") shouldBe false
                val repaired = view("broken", "select id from users")
                migrator(database, listOf(first), repaired, above, mails)
                    .upgraded() shouldContainExactly listOf("apply view broken", "apply view above")
            }

            test("$kind: a view and one that needs it change together") {
                val database = kind.fresh()
                val names = view("names", "select email from mails")
                migrator(database, listOf(first), mails, names, count).upgrade()
                val fewer = view("mails", "select id from users")
                val numbers = view("names", "select id from mails")
                migrator(database, listOf(first), fewer, numbers, count).upgrade()
                database.query("select id from names") shouldBe listOf("1")
                database.query("select n from mail_count") shouldBe listOf("1")
                migrator(database, listOf(first), fewer, numbers, count).upgraded().shouldBeEmpty()
            }

            test("$kind: a refused change leaves what needs the object as it was") {
                val database = kind.fresh()
                val names = view("names", "select email from mails")
                migrator(database, listOf(first), mails, names).upgrade()
                val broken = view("mails", "selec id from users")
                val numbers = view("names", "select id from mails")
                shouldFailWith(ErrorCode.REPEATABLE_FAILED) {
                    migrator(database, listOf(first), broken, numbers).upgrade()
                }
                database.query("select email from names") shouldBe listOf("ada@example.org")
            }

            test("$kind: a refusal shows the user's text, and the history has it") {
                val database = kind.fresh()
                migrator(database, listOf(first), mails).upgrade()
                val broken = view("mails", "selec id\nfrom users")
                val migrator = migrator(database, listOf(first), broken)
                val failure = shouldFailWith(ErrorCode.REPEATABLE_FAILED) { migrator.upgrade() }
                val shown = failure.problems()[0].facts().sql()!!
                shown.lines().size shouldBe 3
                shown shouldContain "selec id\nfrom users"
                migrator.statements(migrator.planUpgrade().repeatables().after()[0]) shouldBe
                    listOf(shown)
                val entry = migrator.log(1).single()
                "${entry.direction()} ${entry.revision()} ${entry.outcome()}" shouldBe
                    "repeatable view mails failed"
                entry.message().isEmpty() shouldBe false
                database.query("select email from mails") shouldBe listOf("ada@example.org")
                migrator(database, listOf(first), mails).upgrade()
            }

            test(
                "$kind: an object that a failure left dropped is forgotten once its script is gone"
            ) {
                val database = kind.fresh()
                migrator(database, listOf(first), olderMails, count).upgrade()
                val broken = view("mails", "select nothing from users")
                shouldFailWith(ErrorCode.REPEATABLE_FAILED) {
                    migrator(database, listOf(first, second), broken, count).upgrade()
                }
                val without = migrator(database, listOf(first, second))
                without.report(0).repeatables().missing() shouldBe
                    listOf("view mails", "view mail_count")
                without.diagnose().checks().single { it.subject() == "state" }.health() shouldBe
                    Diagnosis.Health.WARNING
                without.upgrade()
                without.report(0).repeatables().isEmpty shouldBe true
                without.upgraded().shouldBeEmpty()
                database.has("mails") shouldBe false
            }

            test("$kind: an object that went aside is back when the revision fails") {
                val database = kind.fresh()
                migrator(database, listOf(first), olderMails).upgrade()
                val failing =
                    migration(
                        "b2",
                        "a1",
                        up =
                            listOf(
                                sql("insert into nowhere values (1)"),
                                DropColumn(users, "age", false),
                            ),
                    )
                shouldFailWith(ErrorCode.OPERATION_FAILED) {
                    migrator(database, listOf(first, failing), olderMails).upgrade()
                }
                database.query("select age from mails") shouldBe listOf("36")
            }

            test("$kind: a view that was there before is replaced, and its text not made up") {
                val database = kind.fresh()
                migrator(database, listOf(first)).upgrade()
                database.execute("create view mails as select 7 as seven from users")
                val both = migrator(database, listOf(first, second), mails)
                both.upgrade()
                database.query("select email from mails") shouldBe listOf("ada@example.org")
                shouldFailWith(ErrorCode.FORMER_TEXT_UNKNOWN) { both.downgrade("a1") }
                database.query("select email from mails") shouldBe listOf("ada@example.org")
                val without = migrator(database, listOf(first, second))
                without.upgrade()
                without.reverted("a1").shouldBeEmpty()
            }

            test("$kind: an upgrade that ends in between leaves objects as they are") {
                val database = kind.fresh()
                val both = migrator(database, listOf(first, second), mails)
                both.upgrade("a1").repeatables().shouldBeEmpty()
                database.has("mails") shouldBe false
                both.upgraded() shouldBe listOf("apply view mails")
            }

            test("$kind: an object that only a text makes is dropped before it is made again") {
                val database = kind.fresh()
                fun index(column: String) =
                    raw(
                        "ix_users",
                        "create index ix_users on users ($column)",
                        if (kind.isOfMysql) "drop index ix_users on users"
                        else "drop index ix_users",
                    )
                migrator(database, listOf(first), index("id")).upgrade()
                migrator(database, listOf(first), index("email")).upgraded() shouldContainExactly
                    listOf("set-aside sql ix_users", "apply sql ix_users")
                migrator(database, listOf(first)).upgraded() shouldBe listOf("drop sql ix_users")
                database.execute("create index ix_users on users (id)")
            }

            test("$kind: one that does not say how it is dropped stays, with a warning") {
                val database = kind.fresh()
                val row = raw("row", "insert into users (id) values (2)", null)
                migrator(database, listOf(first), row).upgrade()
                val warnings = mutableListOf<String>()
                val without =
                    Migrator.builder()
                        .dataSource(database)
                        .source(source(listOf(first), emptyList()))
                        .warnings(warnings::add)
                        .build()
                without.planUpgrade().repeatables().before().map { it.action() } shouldBe
                    listOf(Action.FORGET)
                warnings.clear()
                without.upgrade()
                warnings shouldBe
                    listOf(
                        "sql row is no longer declared and stays in the database, because its script did not say how it is dropped"
                    )
                without.upgraded().shouldBeEmpty()
            }

            test("$kind: a run that is killed anywhere is finished by the next") {
                val events = mutableListOf<ExecutionEvent>()
                fun killedAt(place: Int): Boolean {
                    val database = kind.fresh()
                    migrator(database, listOf(first), olderMails, count).upgrade()
                    val mortal = Mortal(database)
                    var number = 0
                    val wasKilled = runCatching {
                        migrator(
                                mortal,
                                listOf(first, second),
                                mails,
                                count,
                                listener = {
                                    if (it is ExecutionEvent.RepeatableStatement) events += it
                                    if (isObjects(it) && ++number == place) {
                                        mortal.kill()
                                        error("killed")
                                    }
                                },
                            )
                            .upgrade()
                    }
                        .isFailure
                    migrator(database, listOf(first, second), mails, count).upgrade()
                    withClue("killed at event $place") {
                        database.query("select email from mails") shouldBe listOf("ada@example.org")
                        database.query("select n from mail_count") shouldBe listOf("1")
                    }
                    return wasKilled
                }
                var place = 1
                while (killedAt(place)) place += STRIDE
                (place > STRIDE) shouldBe true
            }
        }

        test("all of a run in one transaction is rolled back as a whole") {
            val database = TestDatabase.POSTGRESQL.fresh()
            migrator(database, listOf(first), olderMails).upgrade()
            val broken = view("broken", "select nothing from users")
            shouldFailWith(ErrorCode.REPEATABLE_FAILED) {
                migrator(
                        database,
                        listOf(first, second),
                        mails,
                        broken,
                        mode = TransactionMode.RUN,
                    )
                    .upgrade()
            }
            database.query("select age from mails") shouldBe listOf("36")
            migrator(database, listOf(first)).log(0).map {
                "${it.direction()} ${it.outcome()}"
            } shouldBe listOf("repeatable failed", "repeatable done", "up done")
            migrator(database, listOf(first, second), mails, mode = TransactionMode.RUN).upgrade()
            database.query("select email from mails") shouldBe listOf("ada@example.org")
        }

        listOf(TestDatabase.SQLITE, TestDatabase.POSTGRESQL).forEach { kind ->
            test("$kind: a dry run leaves nothing") {
                val database = kind.fresh()
                val migrator = migrator(database, listOf(first, second), mails)
                migrator.dryRunUpgrade().repeatables().map { it.`object`() } shouldBe
                    listOf("view mails")
                database.has("mails") shouldBe false
                migrator.upgraded() shouldBe listOf("apply view mails")
            }
        }

        test("an older release leaves the objects of a newer one alone") {
            val database = TestDatabase.SQLITE.fresh()
            migrator(database, listOf(first), olderMails).upgrade()
            migrator(database, listOf(first, second), mails, count).upgrade()
            val old =
                Migrator.builder()
                    .dataSource(database)
                    .source(source(listOf(first), listOf(olderMails)))
                    .ignoreUnknownRevisions(true)
                    .build()
            old.upgraded().shouldBeEmpty()
            database.query("select email from mails") shouldBe listOf("ada@example.org")
        }

        test("a trigger follows its text") {
            listOf(TestDatabase.SQLITE, TestDatabase.MARIADB, TestDatabase.MYSQL).forEach { kind ->
                val database = kind.fresh()
                fun raising(age: Int): Repeatable {
                    val change =
                        if (kind == TestDatabase.SQLITE)
                            "after insert on users begin update users set age = $age where id = new.id; end"
                        else "before insert on users for each row set new.age = $age"
                    return trigger("raise_age", "create trigger raise_age $change")
                }
                migrator(database, listOf(first), raising(1)).upgrade()
                migrator(database, listOf(first), raising(2)).upgraded() shouldBe
                    listOf("apply trigger raise_age on users")
                database.execute("insert into users (id) values (5)")
                withClue(kind) {
                    database.query("select age from users where id = 5") shouldBe listOf("2")
                }
                migrator(database, listOf(first)).upgraded() shouldBe
                    listOf("drop trigger raise_age on users")
            }
        }

        test("privileges of a view that went aside are back when the revision fails") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val text = "grant select on mails to public"
            val grant =
                Repeatable(
                    Kind.GRANT,
                    TableName.of(text),
                    null,
                    null,
                    text,
                    "revoke select on mails from public",
                    emptyList(),
                )
            migrator(database, listOf(first), olderMails, grant).upgrade()
            val drop = DropColumn(users, "age", false)
            val failing = migration("b2", "a1", up = listOf(drop, sql("select 1 / 0")))
            shouldFailWith(ErrorCode.OPERATION_FAILED) {
                migrator(database, listOf(first, failing), olderMails, grant).upgrade()
            }
            database.query(
                "select count(*) from information_schema.role_table_grants where table_name = 'mails' and grantee = 'PUBLIC'"
            ) shouldBe listOf("1")
        }

        test("functions, views on them and grants follow each other, also to another type") {
            val database = TestDatabase.POSTGRESQL.fresh()
            fun doubled(type: String) =
                Repeatable(
                    Kind.FUNCTION,
                    TableName.of("doubled"),
                    null,
                    "int",
                    "create function doubled(n int) returns $type language sql as 'select (n * 2)::$type'",
                    null,
                    emptyList(),
                )
            val twice = view("twice", "select doubled(id) as d from users")
            val text = "grant select on twice to public"
            val grant =
                Repeatable(
                    Kind.GRANT,
                    TableName.of(text),
                    null,
                    null,
                    text,
                    "revoke select on twice from public",
                    emptyList(),
                )
            migrator(database, listOf(first), grant, twice, doubled("int")).upgraded() shouldBe
                listOf("apply function doubled(int)", "apply view twice", "apply $text")
            migrator(database, listOf(first), grant, twice, doubled("text")).upgraded() shouldBe
                listOf("apply function doubled(int)", "apply view twice", "apply $text")
            database.query("select d from twice") shouldBe listOf("2")
            val granted =
                "select count(*) from information_schema.role_table_grants where table_name = 'twice' and grantee = 'PUBLIC'"
            database.query(granted) shouldBe listOf("1")
            migrator(database, listOf(first), twice, doubled("text")).upgraded() shouldBe
                listOf("drop $text")
            database.query(granted) shouldBe listOf("0")
        }

        test("an object that something else needs is not dropped") {
            val database = TestDatabase.POSTGRESQL.fresh()
            migrator(database, listOf(first), mails).upgrade()
            database.execute("create view foreign_view as select * from mails")
            val failure =
                shouldFailWith(ErrorCode.REPEATABLE_FAILED) {
                    migrator(database, listOf(first, second)).upgrade()
                }
            failure.problems()[0].facts().databaseMessage()!! shouldContain "foreign_view"
            database.query("select age from users") shouldBe listOf("36")
            database.has("mails") shouldBe true
        }

        test("a stored text can be read again, whatever it holds") {
            listOf(
                    view("v", "select 'a\\n' -- x\n\ntext\nfrom t"),
                    raw("öä", "create\n\tx", "drop\\ x\ny"),
                    Repeatable(
                        Kind.TRIGGER,
                        TableName("s", "t"),
                        TableName("s", "u"),
                        null,
                        "create trigger",
                        null,
                        listOf("one", "two words"),
                    ),
                )
                .forEach { Repeatable.parse(it.stored()).get() shouldBe it }
        }
    }) {
    private companion object {
        /** Every third event: each way through the work is met on one of the databases. */
        const val STRIDE = 3

        fun isObjects(event: ExecutionEvent) =
            event is ExecutionEvent.RepeatableStarted ||
                event is ExecutionEvent.RepeatableStatement ||
                event is ExecutionEvent.RepeatableFinished ||
                event is ExecutionEvent.StepFinished
    }
}
