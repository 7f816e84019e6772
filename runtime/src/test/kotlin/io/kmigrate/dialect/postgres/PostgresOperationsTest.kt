package io.kmigrate.dialect.postgres

import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection

/** Each operation, executed and read back, does what its `apply` says. */
class PostgresOperationsTest :
    FunSpec({
        val database = TestPostgres.freshDatabase()
        val rows: List<Pair<String, List<Operation>>> =
            listOf(
                "create table" to listOf(CreateTable(users(), false)),
                "create table if not exists, twice" to
                    listOf(CreateTable(users(), true), CreateTable(users(), true)),
                "create table with everything" to
                    listOf(CreateTable(users(), false), CreateTable(orders(), false)),
                "drop table" to listOf(CreateTable(users(), false), DropTable(USERS, false)),
                "drop table if exists" to listOf(DropTable(USERS, true)),
                "rename table that others refer to" to
                    listOf(
                        CreateTable(users(), false),
                        CreateTable(orders(), false),
                        RenameTable(USERS, "people"),
                    ),
                "add column" to
                    on(
                        AddColumn(USERS, Column.of("age", INT).withDefault(literal(0)), null, false)
                    ),
                "add column with comment and collation" to
                    on(
                        AddColumn(
                            USERS,
                            Column.of("nick", TEXT)
                                .withNullable(true)
                                .withCollation("C")
                                .withComment("it's \\ a nick"),
                            null,
                            false,
                        )
                    ),
                "add column if not exists" to
                    on(
                        AddColumn(USERS, Column.of("age", INT).withNullable(true), null, true),
                        AddColumn(USERS, Column.of("age", INT).withNullable(true), null, true),
                    ),
                "add column with a foreign key" to
                    on(
                        AddColumn(
                            USERS,
                            Column.of("boss", LONG).withNullable(true),
                            ForeignKey.of("fk_boss", listOf("boss"), USERS, listOf("id"))
                                .onDelete(ReferenceAction.SET_NULL),
                            true,
                        )
                    ),
                "add generated column" to
                    on(
                        AddColumn(
                            USERS,
                            generated("loud", "upper(mail::text)", true).withNullable(true),
                            null,
                            false,
                        )
                    ),
                "add virtual generated column" to
                    on(
                        AddColumn(
                            USERS,
                            generated("twice", "id * 2", false).withNullable(true),
                            null,
                            false,
                        )
                    ),
                "drop column" to on(DropColumn(USERS, "mail", false)),
                "drop column if exists" to on(DropColumn(USERS, "none", true)),
                "rename column" to on(RenameColumn(USERS, "mail", "email")),
                "rename column that others refer to" to
                    listOf(
                        CreateTable(users(), false),
                        CreateTable(orders(), false),
                        RenameColumn(USERS, "id", "user_id"),
                        RenameColumn(ORDERS, "note", "remark"),
                    ),
                "alter column: all at once" to
                    on(
                        AlterColumn(
                            USERS,
                            "mail",
                            ColumnChange.none()
                                .withType(TEXT)
                                .withNullable(true)
                                .withDefault(literal("none"))
                                .withComment("where to write")
                                .withNewName("email"),
                        )
                    ),
                "alter column: not null" to
                    on(
                        AlterColumn(USERS, "mail", ColumnChange.none().withNullable(true)),
                        AlterColumn(USERS, "mail", ColumnChange.none().withNullable(false)),
                    ),
                "alter column: identity to bigint" to
                    on(AlterColumn(USERS, "id", ColumnChange.none().withType(LONG))),
                "alter column: comment and back" to
                    on(
                        AlterColumn(USERS, "mail", ColumnChange.none().withComment("x")),
                        AlterColumn(USERS, "mail", ColumnChange.none().withComment("")),
                    ),
                "alter column: expression default and back" to
                    on(
                        AlterColumn(
                            USERS,
                            "mail",
                            ColumnChange.none()
                                .withDefault(DefaultValue.Expression("CURRENT_USER")),
                        ),
                        AlterColumn(USERS, "mail", ColumnChange.none().withDefault(null)),
                    ),
                "alter column: a collation outlives a change of type" to
                    on(
                        AddColumn(
                            USERS,
                            Column.of("nick", TEXT).withNullable(true).withCollation("C"),
                            null,
                            false,
                        ),
                        AlterColumn(USERS, "nick", ColumnChange.none().withType(VarcharType(40))),
                    ),
                "create index" to
                    on(CreateIndex(USERS, Index.of("ix_mail", "mail", "id"), false, false)),
                "create index if not exists" to
                    on(
                        CreateIndex(USERS, Index.of("ix_mail", "mail"), true, false),
                        CreateIndex(USERS, Index.of("ix_mail", "mail"), true, false),
                    ),
                "create unique partial index, descending, concurrently" to
                    on(
                        CreateIndex(
                            USERS,
                            Index.of("ix_mail")
                                .withColumns(
                                    listOf(
                                        IndexColumn.column("mail").descendingOrder(),
                                        IndexColumn.column("id"),
                                    )
                                )
                                .withUnique(true)
                                .withWhere("id > 10"),
                            false,
                            true,
                        )
                    ),
                "create expression index" to
                    on(
                        CreateIndex(
                            USERS,
                            Index.of("ix_mail")
                                .withColumns(
                                    listOf(
                                        IndexColumn.expression("lower(mail::text)"),
                                        IndexColumn.expression("id + 1").descendingOrder(),
                                    )
                                ),
                            false,
                            false,
                        )
                    ),
                "create index with a method" to
                    on(
                        CreateIndex(
                            USERS,
                            Index(
                                "ix_id",
                                listOf(IndexColumn.column("id")),
                                false,
                                null,
                                "hash",
                                listOf(),
                            ),
                            false,
                            false,
                        )
                    ),
                "create index with included columns" to
                    on(
                        CreateIndex(
                            USERS,
                            Index(
                                "ix_id",
                                listOf(IndexColumn.column("id")),
                                true,
                                null,
                                null,
                                listOf("mail"),
                            ),
                            false,
                            false,
                        )
                    ),
                "drop index" to
                    on(
                        CreateIndex(USERS, Index.of("ix_mail", "mail"), false, false),
                        DropIndex("ix_mail", USERS, false, false),
                    ),
                "drop index concurrently, if exists" to
                    on(
                        CreateIndex(USERS, Index.of("ix_mail", "mail"), false, false),
                        DropIndex("ix_mail", USERS, true, true),
                        DropIndex("ix_mail", USERS, true, true),
                    ),
                "primary key" to
                    on(
                        DropConstraint(USERS, "pk_users", false),
                        CreatePrimaryKey(USERS, PrimaryKey("pk_new", listOf("mail", "id"))),
                    ),
                "unique constraint" to
                    on(
                        CreateUniqueConstraint(
                            USERS,
                            UniqueConstraint("uq_mail", listOf("mail", "id")),
                        )
                    ),
                "drop unique constraint" to
                    on(
                        CreateUniqueConstraint(USERS, UniqueConstraint("uq_mail", listOf("mail"))),
                        DropConstraint(USERS, "uq_mail", false),
                        DropConstraint(USERS, "uq_mail", true),
                    ),
                "check constraint" to
                    on(CreateCheckConstraint(USERS, CheckConstraint("ck", "id > 0 AND id < 100"))),
                "foreign keys with actions and deferral" to
                    ReferenceAction.entries
                        .filter { it != ReferenceAction.SET_DEFAULT }
                        .let { actions ->
                            on(
                                *actions
                                    .map { action ->
                                        CreateForeignKey(
                                            USERS,
                                            ForeignKey.of(
                                                    "fk_$action",
                                                    listOf("id"),
                                                    USERS,
                                                    listOf("id"),
                                                )
                                                .onDelete(action)
                                                .onUpdate(action)
                                                .withDeferral(Deferral.entries[action.ordinal % 3]),
                                        )
                                    }
                                    .toTypedArray<Operation>()
                            )
                        },
                "bulk insert" to
                    on(
                        bulkInsert(
                            "users",
                            mapOf("mail" to "a'b\\c"),
                            mapOf("id" to 7, "mail" to "ü"),
                        )
                    ),
            )
        rows.forEach { (name, operations) ->
            test(name) {
                TestPostgres.emptied(database).connection.use { connection ->
                    val applied =
                        operations.fold(Snapshot.empty()) { before, operation ->
                            operation.apply(before)
                        }
                    connection.run(operations).sorted() shouldBe applied.sorted()
                }
            }
        }

        test("operations work in another schema") {
            val name = TableName("oth.er", "users")
            val operations =
                listOf(
                    CreateTable(users().withName(name), false),
                    CreateIndex(name, Index.of("ix_mail", "mail"), false, false),
                    DropIndex("ix_mail", name, false, false),
                    AlterColumn(name, "mail", ColumnChange.none().withType(TEXT).withComment("c")),
                    CreateForeignKey(name, ForeignKey.of("fk", listOf("id"), name, listOf("id"))),
                    RenameTable(name, "people"),
                )
            TestPostgres.freshDatabase().connection.use { connection ->
                connection.execute("CREATE SCHEMA \"oth.er\"")
                connection.run(operations) shouldBe Snapshot.empty()
                val expected =
                    operations.fold(Snapshot.empty()) { before, operation ->
                        operation.apply(before)
                    }
                val renamed = name.withName("people")
                DIALECT.catalog(connection).table(renamed).get() shouldBe
                    expected.table(renamed).get()
            }
        }

        test("inserted rows arrive as they were given") {
            TestPostgres.freshDatabase().connection.use { connection ->
                connection.execute(
                    "CREATE TABLE t (n int, b bytea, f boolean, d double precision, a text[], j jsonb)"
                )
                val row =
                    mapOf(
                        "n" to 1,
                        "b" to byteArrayOf(0, 92, -1),
                        "f" to true,
                        "d" to Double.NaN,
                        "a" to listOf("a\"b", null, "c,\\d'"),
                        "j" to "{\"k\": \"it's\"}",
                    )
                connection.run(listOf(bulkInsert("t", row, mapOf("n" to null))))
                connection.strings(
                    "SELECT concat_ws('|', n, b, f, d, a[1], a[2], a[3], j->>'k') FROM t"
                ) shouldContainExactly listOf("1|\\x005cff|t|NaN|a\"b|c,\\d'|it's", "")
            }
        }
    })

val DIALECT = PostgresDialect()

private val USERS = TableName.of("users")
private val ORDERS = TableName.of("orders")
private val INT = IntegerType(32, false)
private val LONG = IntegerType(64, false)
private val TEXT = TextType(TextType.Size.NORMAL)

/**
 * The compiler loses the `@Nullable` of a record's compact constructor, so Kotlin wants no nulls
 * there.
 */
@Suppress("UNCHECKED_CAST")
private fun bulkInsert(table: String, vararg rows: Map<String, Any?>) =
    BulkInsert(TableName.of(table), rows.asList() as List<Map<String, Any>>)

private fun literal(value: Any) = DefaultValue.Literal(value)

private fun generated(name: String, expression: String, stored: Boolean) =
    Column.of(name, if (stored) TEXT else INT).withGenerated(Generated(expression, stored))

private fun users() =
    Table.of(
        USERS,
        listOf(Column.of("id", INT).withAutoIncrement(true), Column.of("mail", VarcharType(80))),
        PrimaryKey("pk_users", listOf("id")),
    )

private fun orders() =
    Table(
        ORDERS,
        listOf(
            Column.of("id", LONG),
            Column.of("user", INT).withComment("who bought"),
            Column.of("note", TEXT).withNullable(true).withDefault(literal("it's")),
        ),
        PrimaryKey("pk_orders", listOf("id", "user")),
        listOf(UniqueConstraint("uq_note", listOf("note"))),
        listOf(CheckConstraint("ck_id", "id > 0")),
        listOf(
            ForeignKey.of("fk_user", listOf("user"), USERS, listOf("id"))
                .onDelete(ReferenceAction.CASCADE)
        ),
        listOf(Index.of("ix_user", "user")),
        "what was bought",
    )

private fun on(vararg operations: Operation): List<Operation> =
    listOf(CreateTable(users(), false)) + operations

/** Renders and executes each operation against what the one before left, and reads the outcome. */
private fun Connection.run(operations: List<Operation>): Snapshot {
    operations.forEach { execute(*DIALECT.render(it, DIALECT.catalog(this)).toTypedArray()) }
    return DIALECT.introspect(this)
}

/** The catalog's order is that of names. */
private fun Snapshot.sorted(): Snapshot =
    Snapshot.of(
        tables().map { table ->
            table
                .withForeignKeys(table.foreignKeys().sortedBy { it.name() })
                .withIndexes(table.indexes().sortedBy { it.name() })
        }
    )
