package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.SchemaComparison
import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.query
import io.kmigrate.dialect.run
import io.kmigrate.dialect.statement
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import java.sql.SQLException

private val DIALECT = SqliteDialect()

private val rooms =
    Table.of(
            name("rooms"),
            listOf(column("id", int32), nullable("name", text), nullable("size", text)),
            PrimaryKey("pk_rooms", listOf("id")),
        )
        .withCheckConstraints(listOf(CheckConstraint("ck_name", "name <> ''")))

private val roomsName = rooms.name()

class SqliteSharedRebuildTest :
    FunSpec({
        val changes =
            listOf(
                AlterColumn(roomsName, "size", ColumnChange.none().withType(int32)),
                AddColumn(roomsName, nullable("floor", int32), null, false),
                AddColumn(
                    roomsName,
                    column("kind", varchar(9)).withDefault(literal("it's")),
                    null,
                    false,
                ),
                CreateUniqueConstraint(
                    roomsName,
                    UniqueConstraint("uq_name", listOf("name", "floor")),
                ),
                CreateCheckConstraint(roomsName, CheckConstraint("ck_floor", "floor < 90")),
                DropConstraint(roomsName, "ck_name", false),
                AlterColumn(roomsName, "name", ColumnChange.none().withNullable(false)),
            )

        fun database(work: (Connection) -> Unit) =
            TestDatabase.SQLITE.fresh().connection.use { connection ->
                connection.run(DIALECT, CreateTable(rooms, false))
                connection.statement("insert into rooms values (1, 'a', '12'), (2, 'b', null)")
                work(connection)
            }

        test("changes of one table become one rebuild that keeps the rows") {
            database { connection ->
                val statements = DIALECT.render(changes, DIALECT.introspector().catalog(connection))
                statements.count { it.startsWith("DROP TABLE \"rooms\"") } shouldBe 1
                statements.count { it.startsWith("INSERT INTO \"_kmigrate_rooms\"") } shouldBe 1
                connection.inOneGo(changes)
                val expected =
                    changes.fold(Snapshot.of(listOf(rooms))) { it, next -> next.apply(it) }
                SchemaComparison(DIALECT)
                    .differences(expected, DIALECT.introspector().introspect(connection))
                    .shouldBeEmpty()
                connection.query(
                    "select id || name || size || typeof(size) || coalesce(floor, '-') || kind from rooms where id = 1"
                ) shouldBe listOf("1a12integer-it's")
            }
        }

        test("a constraint that a row violates is named, and the table stays unchanged") {
            database { connection ->
                connection.statement("insert into rooms values (3, null, 'x')")
                shouldThrow<SQLException> { connection.inOneGo(changes) }.message shouldContain
                    "rooms.name holds NULL in some rows"
                connection.query("select count(*) from rooms") shouldBe listOf(3)
                DIALECT.introspector()
                    .introspect(connection)
                    .table(roomsName)
                    .get()
                    .columns()
                    .size shouldBe 3
            }
        }

        test("renames, other tables and changes that SQLite makes itself do not join a rebuild") {
            val other = AddColumn(name("other"), nullable("a", int32), null, false)
            DIALECT.joins(changes.take(1), changes[1]) shouldBe true
            DIALECT.joins(changes.take(1), other) shouldBe false
            DIALECT.joins(changes.take(1), RenameColumn(roomsName, "name", "title")) shouldBe false
            DIALECT.joins(changes.take(1), DropColumn(roomsName, "name", false)) shouldBe false
            val floor = AlterColumn(roomsName, "floor", ColumnChange.none().withDefault(literal(0)))
            DIALECT.joins(changes.take(2), floor) shouldBe false
        }

        test("columns that SQLite can add are added without a rebuild") {
            database { connection ->
                val added =
                    listOf("x", "y").map { AddColumn(roomsName, nullable(it, int32), null, false) }
                DIALECT.render(added, DIALECT.introspector().catalog(connection)) shouldBe
                    listOf(
                        "ALTER TABLE \"rooms\" ADD COLUMN \"x\" INT",
                        "ALTER TABLE \"rooms\" ADD COLUMN \"y\" INT",
                    )
            }
        }

        test("nullability, checks and foreign keys change without a rebuild where SQLite can") {
            database { connection ->
                val alone =
                    listOf(
                        AlterColumn(roomsName, "name", ColumnChange.none().withNullable(false)),
                        AlterColumn(roomsName, "name", ColumnChange.none().withNullable(true)),
                        CreateCheckConstraint(roomsName, CheckConstraint("ck_id", "id > 0")),
                        DropConstraint(roomsName, "ck_name", false),
                    )
                alone.forEach { operation ->
                    val statements =
                        DIALECT.render(operation, DIALECT.introspector().catalog(connection))
                    statements.none { it.startsWith("DROP TABLE \"rooms\"") } shouldBe true
                    connection.run(DIALECT, operation)
                }
                val expected = alone.fold(Snapshot.of(listOf(rooms))) { it, next -> next.apply(it) }
                SchemaComparison(DIALECT)
                    .differences(expected, DIALECT.introspector().introspect(connection))
                    .shouldBeEmpty()
            }
        }

        test("a check that rows violate is refused by its name") {
            database { connection ->
                val check = CreateCheckConstraint(roomsName, CheckConstraint("ck_id", "id > 1"))
                shouldThrow<SQLException> { connection.run(DIALECT, check) }.message shouldContain
                    "rooms has rows that break check ck_id"
            }
        }
    })

private fun Connection.inOneGo(operations: List<Operation>) {
    DIALECT.sessions().session(this).use { session ->
        session.begin(operations)
        try {
            DIALECT.render(operations, DIALECT.introspector().catalog(this)).forEach(::statement)
            session.commit()
        } catch (failure: SQLException) {
            session.rollback()
            throw failure
        }
    }
}
