package io.kmigrate.execution

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameTable
import io.kmigrate.revision.Migration
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import javax.sql.DataSource

/**
 * What is there before an operation begins is somebody else's. A run that is killed right before
 * the database says so does not lead the next one to take it for its own.
 */
class TakenNamesTest :
    FunSpec({
        val t = name("t")
        val columns = listOf(nullable("id", int32), nullable("a", int32))
        val taken =
            listOf<Pair<String, Operation>>(
                "a table" to CreateTable(Table.of(name("u"), columns, null), false),
                "a column" to AddColumn(t, nullable("a", int32), null, false),
                "an index" to CreateIndex(t, Index.of("ix_a", "a"), false, false),
                "a unique constraint" to
                    CreateUniqueConstraint(t, UniqueConstraint("uq_b", listOf("b"))),
                "a primary key" to CreatePrimaryKey(t, PrimaryKey("pk_t", listOf("id"))),
                "a check" to CreateCheckConstraint(t, CheckConstraint("ck_a", "a > 0")),
                "a foreign key" to
                    CreateForeignKey(
                        t,
                        ForeignKey.of("fk_b", listOf("b"), name("p"), listOf("id")),
                    ),
                "a table that another was to become" to RenameTable(name("gone"), "u"),
                "a table that is gone" to DropTable(name("gone"), false),
            )

        TestDatabase.entries
            .filterNot { it.undoesDdl }
            .forEach { kind ->
                taken.forEach { (title, operation) ->
                    test("$kind: $title that was there is refused again after a kill") {
                        refused(kind.fresh(), operation)
                    }
                }
            }
    })

private val STRANGE =
    arrayOf(
        "create table p (id int primary key)",
        "create table t (id int not null, a int, b int, constraint uq_b unique (b)," +
            " constraint pk_t primary key (id), constraint ck_a check (a > 0)," +
            " constraint fk_b foreign key (b) references p (id))",
        "create index ix_a on t (a)",
        "create table u (id int, a int)",
        "insert into u values (1, 2)",
    )

private fun refused(database: DataSource, operation: Operation) {
    database.connection.use { it.execute(*STRANGE) }
    fun run(second: Operation, listener: ExecutionListener = ExecutionListener.none()) =
        migrator(database, chain(second)) { listener(listener) }.upgrade()
    shouldThrow<Killed> {
        var started = 0
        run(operation) { event ->
            if (event is ExecutionEvent.StatementStarted && ++started == 2) throw Killed()
        }
    }
    shouldThrow<OperationFailedException> { run(operation) }
    run(create("mended")).revisions() shouldContainExactly listOf("aaaa")
    database.query("select a from u") shouldContainExactly listOf("2")
}

private fun chain(second: Operation): List<Migration> =
    listOf(migration("aaaa", up = listOf(create("first"), second)))

/** Nothing notes it, as nothing notes `kill -9`. */
private class Killed : Error()
