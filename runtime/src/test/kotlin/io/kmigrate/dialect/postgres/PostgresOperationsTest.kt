package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.column
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.insert
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.CheckConstraint
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
import io.kmigrate.testing.skip
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection

/** Each operation, executed and read back, does what its `apply` says. */
class PostgresOperationsTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)
        val rows: List<Pair<String, List<Operation>>> =
            listOf(
                "create table with everything" to
                    listOf(CreateTable(users(), false), CreateTable(orders(), false)),
                "rename table that others refer to" to
                    listOf(
                        CreateTable(users(), false),
                        CreateTable(orders(), false),
                        RenameTable(USERS, "people"),
                    ),
                "add column with comment and collation" to
                    on(
                        AddColumn(
                            USERS,
                            nullable("nick", text).withCollation("C").withComment("it's \\ a nick"),
                            null,
                            false,
                        )
                    ),
                "add column if not exists" to
                    on(
                        AddColumn(USERS, nullable("age", int32), null, true),
                        AddColumn(USERS, nullable("age", int32), null, true),
                    ),
                "unique constraints that repeat the primary key and each other" to
                    listOf(
                        CreateTable(
                            Table.of(
                                    name("twice"),
                                    listOf(column("a", int64), column("b", int64)),
                                    PrimaryKey("pk_twice", listOf("a")),
                                )
                                .withUniqueConstraints(
                                    listOf(
                                        UniqueConstraint("uq_a", listOf("a")),
                                        UniqueConstraint("uq_b", listOf("b")),
                                        UniqueConstraint("uq_b_too", listOf("b")),
                                    )
                                ),
                            false,
                        )
                    ),
                "add column with a foreign key" to
                    on(
                        AddColumn(
                            USERS,
                            nullable("boss", int64),
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
                                .withType(text)
                                .withNullable(true)
                                .withDefault(literal("none"))
                                .withComment("where to write")
                                .withNewName("email"),
                        )
                    ),
                "alter column: identity to bigint" to
                    on(AlterColumn(USERS, "id", ColumnChange.none().withType(int64))),
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
                            ColumnChange.none().withDefault(expression("CURRENT_USER")),
                        ),
                        AlterColumn(USERS, "mail", ColumnChange.none().withDefault(null)),
                    ),
                "alter column: a collation outlives a change of type" to
                    on(
                        AddColumn(
                            USERS,
                            nullable("nick", text).withCollation("C"),
                            null,
                            false,
                        ),
                        AlterColumn(USERS, "nick", ColumnChange.none().withType(varchar(40))),
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
                "drop index concurrently, if exists" to
                    on(
                        CreateIndex(USERS, Index.of("ix_mail", "mail"), false, false),
                        DropIndex("ix_mail", USERS, true, true),
                        DropIndex("ix_mail", USERS, true, true),
                    ),
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
                        insert(
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

        test("a virtual generated column is added") {
            if (TestPostgres.version < 18) skip("PostgreSQL 18 and later")
            val column = generated("twice", "id * 2", false).withNullable(true)
            val operations = on(AddColumn(USERS, column, null, false))
            TestPostgres.emptied(database).connection.use { connection ->
                connection.run(operations).table(USERS).get().column("twice").get() shouldBe column
            }
        }

        test("operations work in another schema") {
            val name = TableName("oth.er", "users")
            val operations =
                listOf(
                    CreateTable(users().withName(name), false),
                    CreateIndex(name, Index.of("ix_mail", "mail"), false, false),
                    DropIndex("ix_mail", name, false, false),
                    AlterColumn(name, "mail", ColumnChange.none().withType(text).withComment("c")),
                    CreateForeignKey(name, ForeignKey.of("fk", listOf("id"), name, listOf("id"))),
                    RenameTable(name, "people"),
                )
            TestPostgres.freshDatabase().connection.use { connection ->
                connection.execute("CREATE SCHEMA \"oth.er\"")
                connection.run(operations).tables().isEmpty() shouldBe true
                val expected =
                    operations.fold(Snapshot.empty()) { before, operation ->
                        operation.apply(before)
                    }
                val renamed = name.withName("people")
                DIALECT.introspector().catalog(connection).table(renamed).get() shouldBe
                    expected.table(renamed).get()
            }
        }

        test("inserted rows equal the given ones") {
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
                connection.run(listOf(insert("t", row, mapOf("n" to null))))
                connection.strings(
                    "SELECT concat_ws('|', n, b, f, d, a[1], a[2], a[3], j->>'k') FROM t"
                ) shouldContainExactly listOf("1|\\x005cff|t|NaN|a\"b|c,\\d'|it's", "")
            }
        }
    })

val DIALECT = PostgresDialect()

private val USERS = name("users")
private val ORDERS = name("orders")

private fun generated(name: String, expression: String, stored: Boolean) =
    column(name, if (stored) text else int32).withGenerated(Generated(expression, stored))

private fun users() =
    Table.of(
        USERS,
        listOf(column("id", int32).withAutoIncrement(true), column("mail", varchar(80))),
        PrimaryKey("pk_users", listOf("id")),
    )

private fun orders() =
    Table(
        ORDERS,
        listOf(
            column("id", int64),
            column("user", int32).withComment("who bought"),
            nullable("note", text).withDefault(literal("it's")),
        ),
        PrimaryKey("pk_orders", listOf("id", "user")),
        listOf(UniqueConstraint("uq_note", listOf("note"))),
        listOf(CheckConstraint("ck_id", "id > 0")),
        listOf(
            ForeignKey.of("fk_user", listOf("user"), USERS, listOf("id"))
                .onDelete(ReferenceAction.CASCADE)
        ),
        listOf(),
        listOf(),
        listOf(Index.of("ix_user", "user")),
        mapOf(),
        "what was bought",
    )

private fun on(vararg operations: Operation): List<Operation> =
    listOf(CreateTable(users(), false)) + operations

/** Renders and executes each operation against what the one before left, and reads the outcome. */
private fun Connection.run(operations: List<Operation>): Snapshot {
    operations.forEach {
        execute(*DIALECT.render(it, DIALECT.introspector().catalog(this)).toTypedArray())
    }
    return DIALECT.introspector().introspect(this)
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
