package io.kmigrate.execution

import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kmigrate.usersTables
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

/** Rows that an operation could not be done with are counted and shown, and nothing is done. */
class RowsInTheWayTest :
    FunSpec({
        val databases = EmptiedDatabases()
        val entries = TableName.of("entries")

        class Case(
            val operation: Operation,
            val rows: Long,
            val keys: List<String>,
            val words: String,
            val fix: String,
            val notOn: List<TestDatabase> = listOf(),
        )

        fun alter(column: String, change: ColumnChange) = AlterColumn(entries, column, change)

        fun key(name: String, vararg columns: String) =
            CreateForeignKey(
                entries,
                ForeignKey.of(name, columns.toList(), TableName.of("items"), listOf("id")),
            )

        val cases =
            listOf(
                Case(
                    CreateUniqueConstraint(entries, UniqueConstraint("uq", listOf("code"))),
                    2,
                    listOf("code = a", "code = b"),
                    "2 values of",
                    "UPDATE entries SET code = concat('c', id) WHERE code IS NOT NULL",
                ),
                Case(
                    CreateIndex(
                        entries,
                        Index.of("ux", "code", "item").withUnique(true),
                        false,
                        false,
                    ),
                    1,
                    listOf("code = a, item = 1"),
                    "1 value of",
                    "UPDATE entries SET item = 2 WHERE id = 2",
                ),
                Case(
                    CreatePrimaryKey(entries, PrimaryKey(null, listOf("number"))),
                    1,
                    listOf("number = 7"),
                    "1 value of",
                    "UPDATE entries SET number = id",
                ),
                Case(
                    key("fk", "item"),
                    1,
                    listOf("id = 5"),
                    "1 row of entries refers to no row of items",
                    "UPDATE entries SET item = 1 WHERE item = 9",
                ),
                Case(
                    CreateCheckConstraint(entries, CheckConstraint("ck", "amount >= 0")),
                    12,
                    (10..19).map { "id = $it" },
                    "12 rows of entries do not fulfil (amount >= 0)",
                    "UPDATE entries SET amount = 0 WHERE amount < 0",
                ),
                Case(
                    alter("code", ColumnChange.none().withNullable(false)),
                    13,
                    listOf("id = 6") + (10..18).map { "id = $it" },
                    "13 rows of entries have no code",
                    "UPDATE entries SET code = 'x' WHERE code IS NULL",
                ),
                Case(
                    alter("title", ColumnChange.none().withType(VarcharType(4))),
                    1,
                    listOf("id = 3"),
                    "1 row of entries has a value in title that does not fit",
                    "UPDATE entries SET title = 'long' WHERE id = 3",
                    // It takes a text of any length.
                    notOn = listOf(TestDatabase.SQLITE),
                ),
                Case(
                    alter("amount", ColumnChange.none().withType(IntegerType(16, false))),
                    1,
                    listOf("id = 4"),
                    "1 row of entries has a value in amount that does not fit",
                    "UPDATE entries SET amount = 4 WHERE id = 4",
                    notOn = listOf(TestDatabase.SQLITE),
                ),
            )

        fun prepared(kind: TestDatabase, hasKey: Boolean): DataSource =
            databases.of(kind).also { database ->
                database.execute("CREATE TABLE items (id INT NOT NULL PRIMARY KEY)")
                database.execute("INSERT INTO items VALUES (1), (2)")
                val key = if (hasKey) "PRIMARY KEY" else ""
                database.execute(
                    "CREATE TABLE entries (id INT NOT NULL $key, code VARCHAR(20), item INT," +
                        " amount INT, title VARCHAR(20), number INT NOT NULL)"
                )
                database.execute(
                    "INSERT INTO entries VALUES (1, 'a', 1, 1, 'one', 7), (2, 'a', 1, 2, 'two', 7)," +
                        " (3, 'b', 2, 3, 'three', 3), (4, 'b', 1, 70000, 'four', 4)," +
                        " (5, 'c', 9, 5, 'five', 5), (6, NULL, NULL, NULL, NULL, 6)"
                )
                (10..21).forEach {
                    database.execute("INSERT INTO entries VALUES ($it, NULL, 1, -$it, 'x', $it)")
                }
            }

        TestDatabase.entries.forEach { kind ->
            cases
                .filter { kind !in it.notOn }
                .forEach { case ->
                    val name = case.operation.javaClass.simpleName + " " + case.words
                    test("$kind: $name") {
                        val database = prepared(kind, case.operation !is CreatePrimaryKey)
                        val first = create("first")
                        val scripts = listOf(migration("aaaa", up = listOf(first, case.operation)))
                        val failure =
                            shouldThrow<OperationFailedException> {
                                migrator(database, scripts).upgrade()
                            }
                        val problem = failure.problems().single()
                        withClue(problem.text()) {
                            problem.code() shouldBe ErrorCode.ROWS_IN_THE_WAY
                            problem.facts().rows() shouldBe case.rows
                            problem.facts().keys() shouldContainExactlyInAnyOrder case.keys
                            problem.message() shouldContain case.words
                            problem.message() shouldContain "operation 2 of 2"
                            // Not even what comes before it, also where nothing can be rolled back.
                            usersTables(database) shouldContainExactly listOf("entries", "items")
                        }
                        database.execute(case.fix)
                        migrator(database, scripts).upgrade()
                        database.query("SELECT count(*) FROM entries").single() shouldBe "18"
                    }
                }

            test("$kind: rows that the revision itself corrects are not in the way") {
                val database = prepared(kind, true)
                val correct = sql("UPDATE entries SET item = 1 WHERE item = 9")
                migrator(
                        database,
                        listOf(migration("aaaa", up = listOf(correct, key("fk", "item")))),
                    )
                    .upgrade()
            }

            test("$kind: rows that the revision itself makes are in the way") {
                val database = prepared(kind, true)
                database.execute("UPDATE entries SET item = 1 WHERE item = 9")
                val spoil = sql("UPDATE entries SET item = 8 WHERE id = 3")
                val scripts = listOf(migration("aaaa", up = listOf(spoil, key("fk", "item"))))
                val failure =
                    shouldThrow<OperationFailedException> { migrator(database, scripts).upgrade() }
                failure.problems().single().facts().keys() shouldContainExactly listOf("id = 3")
            }
        }

        ONLINE_DATABASES.filter { it != TestDatabase.POSTGRESQL }
            .forEach { kind ->
                test("$kind: a row that comes while a key is added takes the key back") {
                    val database = prepared(kind, true)
                    database.execute("UPDATE entries SET item = 1 WHERE item = 9")
                    val scripts = listOf(migration("aaaa", up = listOf(key("fk", "item"))))
                    fun upgrade(meanwhile: () -> Unit) =
                        migrator(database, scripts) {
                                online(OnlineMode.ALWAYS)
                                listener { event ->
                                    if (
                                        event is ExecutionEvent.StatementStarted &&
                                            "FOREIGN KEY" in event.sql()
                                    ) {
                                        meanwhile()
                                    }
                                }
                            }
                            .upgrade()
                    fun keys() =
                        database.query(
                            "SELECT constraint_name FROM information_schema.table_constraints" +
                                " WHERE table_schema = database() AND constraint_type = 'FOREIGN KEY'"
                        )
                    var isSpoiled = false
                    val failure =
                        shouldThrow<OperationFailedException> {
                            upgrade {
                                if (!isSpoiled) {
                                    isSpoiled = true
                                    database.execute("UPDATE entries SET item = 8 WHERE id = 3")
                                }
                            }
                        }
                    val problem = failure.problems().single()
                    problem.code() shouldBe ErrorCode.ROWS_IN_THE_WAY
                    problem.facts().keys() shouldContainExactly listOf("id = 3")
                    problem.facts().state()!! shouldContain "operation 1"
                    keys() shouldContainExactly listOf()
                    database.query("SHOW INDEX FROM entries WHERE Key_name = 'fk'").shouldBeEmpty()
                    database.execute("UPDATE entries SET item = 2 WHERE id = 3")
                    upgrade {}
                    keys() shouldContainExactly listOf("fk")
                }
            }

        ONLINE_DATABASES.forEach { kind ->
            test("$kind: they are in the way of the online form as well") {
                val database = prepared(kind, true)
                val scripts = listOf(migration("aaaa", up = listOf(key("fk", "item"))))
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(database, scripts) { online(OnlineMode.ALWAYS) }.upgrade()
                    }
                failure.problems().single().code() shouldBe ErrorCode.ROWS_IN_THE_WAY
            }
        }
    })
