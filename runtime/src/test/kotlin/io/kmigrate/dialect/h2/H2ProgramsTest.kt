package io.kmigrate.dialect.h2

import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.run
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropProgram
import io.kmigrate.operation.Operation
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.StoredProgram.Kind
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.Types
import org.h2.api.AggregateFunction

/**
 * H2 writes functions and triggers in Java; their text is made, kept by the catalog, and made again
 * from there.
 */
class H2ProgramsTest :
    FunSpec({
        test("a function is created, replaced, created again from the catalog, and dropped") {
            TestH2.freshDatabase().connection.use {
                it.run(DIALECT, CreateProgram(answer(42), false))
                it.strings("select answer()") shouldContainExactly listOf("42")
                it.run(DIALECT, CreateProgram(answer(43), true))
                it.strings("select answer()") shouldContainExactly listOf("43")
                val found = it.remake()
                it.strings("select answer()") shouldContainExactly listOf("43")
                it.run(DIALECT, DropProgram(found.id(), false))
                it.programs().shouldBeEmpty()
            }
        }

        test("an aggregate is created, replaced, created again from the catalog, and dropped") {
            TestH2.freshDatabase().connection.use {
                listOf(false, true).forEach { replaces ->
                    it.run(DIALECT, CreateProgram(longest, replaces))
                }
                val found = it.remake()
                it.strings("select longest(x) from (values ('a'), ('abc'), ('ab')) v(x)") shouldBe
                    listOf("abc")
                it.run(DIALECT, DropProgram(found.id(), false))
                it.programs().shouldBeEmpty()
            }
        }

        test(
            "a trigger is created, fires, is replaced, created again from the catalog, and dropped"
        ) {
            TestH2.freshDatabase().connection.use {
                it.run(DIALECT, CreateTable(people, false))
                it.run(DIALECT, CreateProgram(stamp(7), false))
                it.execute("insert into people (id) values (1)")
                it.run(DIALECT, CreateProgram(stamp(8), true))
                it.execute("insert into people (id) values (2)")
                val found = it.remake()
                it.execute("insert into people (id) values (3)")
                it.strings("select stamp from people order by id") shouldContainExactly
                    listOf("7", "8", "8")
                it.run(DIALECT, DropProgram(found.id(), false))
                it.execute("insert into people (id) values (4)")
                it.strings("select count(*) from people where stamp is null") shouldContainExactly
                    listOf("1")
                it.programs().shouldBeEmpty()
            }
        }
    })

private val people =
    Table.of(
        name("people"),
        listOf(column("id", int32), nullable("stamp", int32)),
        PrimaryKey("pk", listOf("id")),
    )

private fun answer(value: Int) =
    StoredProgram(
        StoredProgram.Id(Kind.FUNCTION, name("answer"), null, null),
        "create alias answer as 'int answer() { return $value; }'",
    )

/** What H2 calls. */
class Longest : AggregateFunction {
    private var found = ""

    override fun getType(inputTypes: IntArray) = Types.VARCHAR

    override fun add(value: Any) {
        found = maxOf(found, value.toString(), compareBy(String::length))
    }

    override fun getResult() = found
}

private val longest =
    StoredProgram(
        StoredProgram.Id(Kind.AGGREGATE, name("longest"), null, null),
        "create aggregate longest for '${Longest::class.java.name}'",
    )

private fun stamp(value: Int) =
    StoredProgram(
        StoredProgram.Id(Kind.TRIGGER, name("stamp"), people.name(), null),
        "create trigger stamp before insert on people for each row as " +
            "'org.h2.api.Trigger create() { return (c, before, after) -> after[1] = $value; }'",
    )

private fun Connection.programs(): List<StoredProgram> =
    DIALECT.introspector().introspect(this).objects().filterIsInstance<StoredProgram>()

/** Drops the only program and makes it again as the catalog has it, which then says the same. */
private fun Connection.remake(): StoredProgram {
    val found = programs().single()
    val operations: List<Operation> =
        listOf(DropProgram(found.id(), false), CreateProgram(found, false))
    operations.forEach { run(DIALECT, it) }
    programs().single() shouldBe found
    return found
}
