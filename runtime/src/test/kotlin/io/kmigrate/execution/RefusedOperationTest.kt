package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import javax.sql.DataSource

private val t = name("t")
private val gone = name("gone")

private fun table(name: String): Table =
    Table.of(
        name(name),
        listOf(column("id", int32), nullable("a", int32)),
        PrimaryKey(null, listOf("id")),
    )

/**
 * What a database refuses before anything of it is done can be fixed in the script, whether or not
 * the database can undo the operations before.
 */
class RefusedOperationTest :
    FunSpec({
        val refused =
            listOf<Pair<String, Operation>>(
                "a table that is there" to CreateTable(table("u"), false),
                "a column of no table" to AddColumn(gone, nullable("b", int32), null, false),
                "a column that is there" to AddColumn(t, nullable("a", int32), null, false),
                "a table to drop that is gone" to DropTable(gone, false),
                "a column to drop that is gone" to DropColumn(t, "b", false),
                "a column to rename that is gone" to RenameColumn(t, "b", "c"),
                "a table to rename that is gone" to RenameTable(gone, "here"),
                "an index over no column" to CreateIndex(t, Index.of("ix", "b"), false, false),
                "a unique constraint over equal rows" to
                    CreateUniqueConstraint(t, UniqueConstraint("uq", listOf("a"))),
                "a check that a row breaks" to
                    CreateCheckConstraint(t, CheckConstraint("ck", "a > 100")),
                "a key to no table" to
                    CreateForeignKey(
                        t,
                        ForeignKey.of("fk", listOf("a"), name("gone"), listOf("id")),
                    ),
                "a required column with a null" to
                    AlterColumn(t, "a", ColumnChange.none().withNullable(false)),
                "a view of no table" to
                    CreateView(View(name("v"), "select id from gone", false), false),
                "a view to replace, of no table" to
                    CreateView(View(name("v"), "select id from gone", false), true),
                "SQL of no table" to sql("insert into gone values (1)"),
            )
        TestDatabase.entries.forEach { kind ->
            refused.forEach { (title, operation) ->
                // These do not look at what is named, or cannot have it changed.
                val isRefused =
                    kind != TestDatabase.SQLITE || title.startsWith("SQL") || "there" in title
                if (isRefused) {
                    test("$kind: $title is fixed, and the revision completed") {
                        mended(kind.fresh(), operation)
                    }
                }
            }
        }

        listOf(TestDatabase.MARIADB, TestDatabase.MYSQL, TestDatabase.H2).forEach { kind ->
            test("$kind: a change of a table that waited in vain for its lock is fixed") {
                val database = kind.fresh()
                val busy = migration("aaaa", up = listOf(CreateTable(table("t"), false)))
                val change = AddColumn(t, nullable("b", int32), null, false)
                val waiting = migration("bbbb", "aaaa", up = listOf(change))
                migrator(database, busy).upgrade()
                database.connection.use { holder ->
                    holder.autoCommit = false
                    holder.execute("insert into t (id) values (1)")
                    val failure =
                        shouldThrow<OperationFailedException> {
                            migrator(database, busy, waiting) {
                                    statementLockTimeout(Duration.ofSeconds(1)).lockRetries(0)
                                }
                                .upgrade()
                        }
                    failure.message shouldContain "no operation of this revision is done"
                    holder.rollback()
                }
                val mended =
                    migration(
                        "bbbb",
                        "aaaa",
                        up = listOf(AddColumn(t, nullable("c", int32), null, false)),
                    )
                migrator(database, busy, mended).upgrade().revisions() shouldContainExactly
                    listOf("bbbb")
                database.query("select c from t").size shouldBe 0
            }
        }
    })

private fun mended(database: DataSource, refused: Operation) {
    val before = CreateTable(table("t"), false)
    val rows = sql("insert into t (id, a) values (1, 7), (2, 7), (3, null)")
    val taken = migration("aaaa", up = listOf(CreateTable(table("u"), false)))
    val after = sql("insert into u (id) values (1)")
    fun half(third: Operation) = migration("bbbb", "aaaa", up = listOf(before, rows, third, after))
    shouldThrow<OperationFailedException> { migrator(database, taken, half(refused)).upgrade() }
    val mended = half(CreateIndex(t, Index.of("mended", "a"), false, false))
    migrator(database, taken, mended).upgrade().revisions() shouldContainExactly listOf("bbbb")
    database.query("select id from u") shouldContainExactly listOf("1")
    database.query("select id from t order by id") shouldContainExactly listOf("1", "2", "3")
}

private fun migrator(
    database: DataSource,
    vararg migrations: Migration,
    more: MigratorBuilder.() -> Unit = {},
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(migrations.toList()))
        .apply(more)
        .build()
