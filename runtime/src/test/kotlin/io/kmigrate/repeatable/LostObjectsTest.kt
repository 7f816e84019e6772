package io.kmigrate.repeatable

import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.repeatable.Repeatable.Kind
import io.kmigrate.repeatable.RepeatableStep.Reason
import io.kmigrate.run.Diagnosis
import io.kmigrate.schema.ObjectNames
import io.kmigrate.schema.ObjectNames.Entry
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.sql.Connection
import java.sql.Statement
import javax.sql.DataSource

/** Hears every statement that is executed without parameters. */
private class Heard(private val real: DataSource) : DataSource by real {
    val queries = mutableListOf<String>()

    override fun getConnection(): Connection =
        real.connection.let { connection ->
            wrapped(connection, Connection::class.java) { method, result ->
                if (method == "createStatement")
                    wrapped(result as Statement, Statement::class.java) { _, found -> found }
                else result
            }
        }

    private fun <T : Any> wrapped(real: T, type: Class<T>, made: (String, Any?) -> Any?): T =
        type.cast(
            Proxy.newProxyInstance(type.classLoader, arrayOf(type)) { _, method, arguments ->
                if (method.name.startsWith("execute")) queries += "${arguments[0]}"
                try {
                    made(method.name, method.invoke(real, *arguments.orEmpty()))
                } catch (failed: InvocationTargetException) {
                    throw failed.targetException
                }
            }
        )
}

/** SQL that says that it changes nothing. */
private fun silent(text: String) = ExecuteSql(text, emptyMap(), emptyMap(), emptyList(), null)

private fun function(name: String, text: String) =
    Repeatable(Kind.FUNCTION, TableName.of(name), null, null, text, null, emptyList())

/** Objects of each kind that a database has, besides views. */
private fun programs(kind: TestDatabase): List<Repeatable> =
    when (kind) {
        TestDatabase.SQLITE ->
            listOf(
                trigger(
                    "raise",
                    "create trigger raise after insert on users begin update users set age = 1; end",
                )
            )
        TestDatabase.MARIADB,
        TestDatabase.MYSQL ->
            listOf(
                trigger(
                    "raise",
                    "create trigger raise before insert on users for each row set new.age = 1",
                ),
                function("one", "create function one() returns int deterministic return 1"),
            )
        TestDatabase.POSTGRESQL ->
            listOf(
                function(
                    "raised",
                    "create function raised() returns trigger language plpgsql as 'begin return new; end'",
                ),
                trigger(
                    "raise",
                    "create trigger raise before insert on users for each row execute function raised()",
                ),
            )
        TestDatabase.H2 -> listOf(function("ONE", "create alias ONE as 'int one() { return 1; }'"))
    }

private fun dropped(kind: TestDatabase, program: Repeatable): String =
    when {
        program.kind() == Kind.FUNCTION && kind == TestDatabase.H2 -> "drop alias ONE"
        program.kind() == Kind.FUNCTION ->
            "drop function ${program.name()}" + ifPostgres(kind, " cascade")
        else -> "drop trigger ${program.name()}" + ifPostgres(kind, " on users")
    }

private fun ifPostgres(kind: TestDatabase, text: String) =
    if (kind == TestDatabase.POSTGRESQL) text else ""

class LostObjectsTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            test("$kind: a view that someone dropped is named, and made again with those on it") {
                val database = kind.fresh()
                val migrator = migrator(database, listOf(first), mails, count)
                migrator.upgrade()
                migrator.requireUpToDate()
                database.execute("drop view mail_count")
                database.execute("drop view mails")
                migrator.report(0).repeatables().missing() shouldBe
                    listOf("view mails", "view mail_count")
                shouldFailWith(ErrorCode.NOT_UP_TO_DATE) { migrator.requireUpToDate() }
                migrator.diagnose().checks().single { it.subject() == "state" }.health() shouldBe
                    Diagnosis.Health.WARNING
                migrator.planUpgrade().repeatables().after().map { it.reason() } shouldBe
                    listOf(Reason.MISSING, Reason.MISSING)
                migrator.upgraded() shouldContainExactly
                    listOf("apply view mails", "apply view mail_count")
                database.query("select n from mail_count") shouldBe listOf("1")
                migrator.requireUpToDate()
                migrator.upgraded().shouldBeEmpty()
            }

            test("$kind: programs are missed as views are") {
                programs(kind).forEach { lost ->
                    val database = kind.fresh()
                    val all = programs(kind).toTypedArray()
                    val migrator = migrator(database, listOf(first), *all)
                    migrator.upgrade()
                    migrator.upgraded().shouldBeEmpty()
                    database.execute(dropped(kind, lost))
                    withClue(lost.key()) {
                        migrator.report(0).repeatables().missing() shouldContain lost.key()
                        migrator.upgraded() shouldContain "apply ${lost.key()}"
                        migrator.upgraded().shouldBeEmpty()
                    }
                }
            }

            test("$kind: an object that a revision dropped without saying so is back after it") {
                val database = kind.fresh()
                migrator(database, listOf(first), mails, count).upgrade()
                val dropping =
                    migration(
                        "b2",
                        "a1",
                        up =
                            listOf(
                                silent("drop view mail_count"),
                                silent("drop view mails"),
                            ),
                    )
                val both = migrator(database, listOf(first, dropping), mails, count)
                both.upgraded() shouldContainExactly
                    listOf("apply view mails", "apply view mail_count")
                database.query("select n from mail_count") shouldBe listOf("1")
                both.upgraded().shouldBeEmpty()
            }

            test("$kind: a start with nothing to do asks one query more, and only for objects") {
                val database = kind.fresh()
                migrator(database, listOf(first), mails).upgrade()
                val heard = Heard(database)
                migrator(heard, listOf(first), mails).upgrade()
                val withObjects = heard.queries.size
                val plain = kind.fresh()
                migrator(plain, listOf(first)).upgrade()
                val other = Heard(plain)
                migrator(other, listOf(first)).upgrade()
                withObjects shouldBe other.queries.size + 1
            }

            test("$kind: a missing object whose script is gone is forgotten") {
                val database = kind.fresh()
                migrator(database, listOf(first), mails).upgrade()
                database.execute("drop view mails")
                val without = migrator(database, listOf(first))
                without.upgrade()
                without.report(0).repeatables().isEmpty shouldBe true
                without.upgraded().shouldBeEmpty()
            }

            test("$kind: a downgrade brings back an object that is missing") {
                val database = kind.fresh()
                migrator(database, listOf(first), olderMails).upgrade()
                val both = migrator(database, listOf(first, second), mails)
                both.upgrade()
                database.execute("drop view mails")
                both.reverted("a1") shouldContainExactly listOf("apply view mails")
                database.query("select age from mails") shouldBe listOf(null)
            }
        }

        test(
            "PostgreSQL: an object that CASCADE drops is back in the same run, with its privileges"
        ) {
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
            migrator(database, listOf(first), mails, count, grant).upgrade()
            val cascade =
                migration(
                    "b2",
                    "a1",
                    up =
                        listOf(
                            silent("alter table users rename to people"),
                            silent("create table users as select * from people"),
                            silent("drop table people cascade"),
                        ),
                )
            migrator(database, listOf(first, cascade), mails, count, grant)
                .upgraded() shouldContainExactly
                listOf("apply view mails", "apply view mail_count", "apply $text")
            database.query(
                "select count(*) from information_schema.role_table_grants where table_name = 'mails' and grantee = 'PUBLIC'"
            ) shouldBe listOf("1")
        }

        test("an administrator sees every kind") {
            TestDatabase.entries.forEach { kind ->
                val names =
                    kind.fresh().connection.use {
                        Dialects.forConnection(it).introspector().objectNames(it).get()
                    }
                withClue(kind) { names.hidden().shouldBeEmpty() }
            }
        }

        context("which keys are missing") {
            fun names(vararg entries: Entry) = LostObjects(ObjectNames.of(entries.asList()))
            fun routine(name: String) = Entry(ObjectNames.Kind.FUNCTION, "public", name, null, true)
            val view = Entry(ObjectNames.Kind.VIEW, "app", "Orders", null, false)
            val trigger = Entry(ObjectNames.Kind.TRIGGER, "public", "t", "users", true)
            listOf(
                    Triple(names(view), "view app.orders", false),
                    Triple(names(view), "materialized view app.Orders", false),
                    Triple(names(view), "view Orders", true),
                    Triple(names(trigger), "trigger t on users", false),
                    Triple(names(trigger), "trigger t on public.users", true),
                    Triple(names(trigger), "trigger public.t on public.users", false),
                    Triple(names(trigger), "trigger t on others", true),
                    Triple(names(routine("f")), "function f", false),
                    Triple(names(routine("f")), "function f(numeric(10, 2))", false),
                    Triple(names(routine("f(x")), "function f(x(int)", false),
                    Triple(names(routine("f")), "aggregate f(int)", false),
                    Triple(names(routine("f")), "procedure f", true),
                    Triple(names(), "sql anything", false),
                    Triple(names(), "grant select on v to x", false),
                )
                .forEach { (names, key, isLost) ->
                    test(key + if (isLost) " is missing" else " is there") {
                        names.among(listOf(key)) shouldBe if (isLost) setOf(key) else emptySet()
                    }
                }

            test("of overloads, all are missing where there are fewer than declared") {
                val both = listOf("function f(int)", "function f(text)")
                names(routine("f")).among(both) shouldBe both.toSet()
                names(routine("f"), routine("f")).among(both) shouldBe emptySet()
            }

            test("hidden kinds and other schemas are not asked for") {
                val own = ObjectNames(emptyList(), setOf(ObjectNames.Kind.TRIGGER), false)
                LostObjects(own).among(listOf("trigger t on u", "view a.b", "view c")) shouldBe
                    setOf("view c")
            }
        }
    })
