package io.kmigrate.lint

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.TableName
import io.kmigrate.schema.View
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

/** SQL text about tables that a server is asked about: five hundred rows are many here. */
class LiveTextTest :
    FunSpec({
        val large = LintSettings.STANDARD.withLarge(LargeTable(100, Long.MAX_VALUE))

        fun errors(database: DataSource, operations: List<Operation>) =
            migrator(database, listOf(migration("aaaa", transactional = false, up = operations))) {
                    lint(large)
                }
                .lint(LintRequest.pending())
                .entries()
                .filter { it.finding().code() != "irreversible" }
                .map { it.finding().code() }
                .distinct()

        val postgres by lazy {
            TestDatabase.POSTGRESQL.fresh().apply {
                listOf("users" to 500, "small" to 4).forEach { (table, rows) ->
                    execute("CREATE TABLE $table (id INT, name TEXT)")
                    execute("INSERT INTO $table SELECT n, n FROM generate_series(1, $rows) s (n)")
                    execute("CREATE INDEX \"ix $table\" ON $table (name)")
                    execute("CREATE INDEX ix_$table ON $table (id)")
                    execute("CREATE MATERIALIZED VIEW all_$table AS SELECT * FROM $table")
                    execute("ANALYZE $table, all_$table")
                }
            }
        }

        // The statement, with {} for the table, and what is said of a large one; nothing is of a
        // small one.
        listOf(
                "DROP INDEX ix_{}" to "pg-drop-index-not-concurrent",
                "drop index if exists Ix_{} cascade" to "pg-drop-index-not-concurrent",
                "DROP INDEX \"ix {}\"" to "pg-drop-index-not-concurrent",
                "DROP INDEX public.ix_{}, public.\"ix {}\"" to "pg-drop-index-not-concurrent",
                "DROP INDEX ix_small, ix_{}" to "pg-drop-index-not-concurrent",
                "DROP INDEX CONCURRENTLY ix_{}" to null,
                "REINDEX INDEX ix_{}" to "pg-reindex-not-concurrent",
                "REINDEX INDEX public.\"ix {}\"" to "pg-reindex-not-concurrent",
                "REINDEX (VERBOSE) INDEX ix_{}" to "pg-reindex-not-concurrent",
                "REINDEX TABLE {}" to "pg-reindex-not-concurrent",
                "REINDEX INDEX CONCURRENTLY ix_{}" to null,
                "REINDEX (CONCURRENTLY) TABLE {}" to null,
                "REINDEX (CONCURRENTLY FALSE) TABLE {}" to "pg-reindex-not-concurrent",
                "CLUSTER {} USING ix_{}" to "pg-rewrite-maintenance",
                "CLUSTER VERBOSE {}" to "pg-rewrite-maintenance",
                "CLUSTER ix_{} ON {}" to "pg-rewrite-maintenance",
                "VACUUM FULL {}" to "pg-rewrite-maintenance",
                "VACUUM FULL FREEZE VERBOSE ANALYZE {}" to "pg-rewrite-maintenance",
                "VACUUM (VERBOSE, FULL) small, {}" to "pg-rewrite-maintenance",
                "VACUUM (FULL false) {}" to null,
                "VACUUM {}" to null,
                "REFRESH MATERIALIZED VIEW all_{}" to "pg-refresh-not-concurrent",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY all_{}" to null,
                "REFRESH MATERIALIZED VIEW all_{} WITH NO DATA" to null,
                "LOCK TABLE {} IN EXCLUSIVE MODE" to "lock-table",
                "LOCK ONLY small, {}" to "lock-table",
                "LOCK TABLE {} IN ACCESS SHARE MODE" to null,
                "DO \$\$ BEGIN DELETE FROM {}; END \$\$" to "unbatched-dml",
                "DO LANGUAGE plpgsql 'BEGIN IF true THEN UPDATE {} SET name = ''a;b''; END IF; END'" to
                    "unbatched-dml",
                "DO \$x\$ BEGIN FOR i IN 1..2 LOOP LOCK TABLE {}; END LOOP; END \$x\$" to
                    "lock-table",
                "DO \$\$ BEGIN PERFORM 1; END \$\$" to null,
            )
            .forEach { (statement, said) ->
                test("PostgreSQL: $statement: ${said ?: "nothing is said"}") {
                    errors(postgres, listOf(sql(statement.replace("{}", "users")))) shouldBe
                        listOfNotNull(said)
                    errors(postgres, listOf(sql(statement.replace("{}", "small")))).shouldBeEmpty()
                }
            }

        listOf(
                "VACUUM FULL" to "pg-rewrite-maintenance",
                "CLUSTER" to "pg-rewrite-maintenance",
                "REINDEX DATABASE" to "pg-reindex-not-concurrent",
                "REINDEX SCHEMA public" to "pg-reindex-not-concurrent",
            )
            .forEach { (statement, said) ->
                test("PostgreSQL: $statement is about every table") {
                    errors(postgres, listOf(sql(statement))) shouldBe listOf(said)
                    val calm = TestDatabase.POSTGRESQL.fresh()
                    calm.execute("CREATE TABLE small (id INT)")
                    errors(calm, listOf(sql(statement))).shouldBeEmpty()
                }
            }

        fun program(kind: StoredProgram.Kind, definition: String): Operation =
            CreateProgram(
                StoredProgram(
                    StoredProgram.Id(kind, TableName.of("clear"), null, null),
                    definition,
                ),
                false,
            )
        val deletes = "BEGIN DELETE FROM users; END"
        val function = "CREATE FUNCTION clear() RETURNS void LANGUAGE plpgsql AS \$\$ $deletes \$\$"
        val procedure = "CREATE PROCEDURE clear() LANGUAGE plpgsql AS '$deletes'"
        val atomic = "CREATE FUNCTION clear() RETURNS void BEGIN ATOMIC DELETE FROM users; END"

        listOf(
                "a function that is made" to listOf(program(StoredProgram.Kind.FUNCTION, function)),
                "a function that SQL text makes" to listOf(sql(function)),
                "another function that is called" to
                    listOf(program(StoredProgram.Kind.FUNCTION, function), sql("SELECT other()")),
            )
            .forEach { (name, operations) ->
                test("PostgreSQL: $name does nothing to rows") {
                    errors(postgres, operations).shouldBeEmpty()
                }
            }

        listOf(
                "a function" to
                    listOf(
                        program(StoredProgram.Kind.FUNCTION, function),
                        sql("SELECT public.Clear()"),
                    ),
                "a function of SQL text" to listOf(sql("$function; SELECT clear()")),
                "a function without quotes" to listOf(sql(atomic), sql("SELECT clear()")),
                "a procedure" to
                    listOf(program(StoredProgram.Kind.PROCEDURE, procedure), sql("CALL clear()")),
                "a function in a block" to
                    listOf(sql(function), sql("DO \$\$ BEGIN PERFORM clear(); END \$\$")),
                "a function of a filled view" to
                    listOf(
                        sql(function),
                        CreateView(View(TableName.of("v"), "SELECT clear()", true), false),
                    ),
            )
            .forEach { (name, operations) ->
                test("PostgreSQL: the body of $name is judged where it is called") {
                    errors(postgres, operations) shouldBe listOf("unbatched-dml")
                }
            }

        test("code that cannot be read says so") {
            errors(postgres, listOf(sql("DO \$\$ BEGIN EXECUTE 'DROP TABLE x'; END \$\$"))) shouldBe
                listOf("opaque-sql")
            errors(postgres, listOf(sql("CALL elsewhere()"))) shouldBe listOf("opaque-sql")
        }

        val block = "BEGIN NOT ATOMIC DELETE FROM users; END"
        listOf(
                Triple(TestDatabase.MARIADB, listOf(sql(block)), "unbatched-dml"),
                Triple(
                    TestDatabase.MYSQL,
                    listOf(
                        program(
                            StoredProgram.Kind.PROCEDURE,
                            "CREATE PROCEDURE clear() BEGIN DELETE FROM users; END",
                        ),
                        sql("call `clear`"),
                    ),
                    "unbatched-dml",
                ),
                Triple(TestDatabase.MYSQL, listOf(sql("LOCK TABLES users WRITE")), "lock-table"),
                Triple(
                    TestDatabase.MYSQL,
                    listOf(sql("OPTIMIZE TABLE users")),
                    "my-algorithm-copy",
                ),
                Triple(
                    TestDatabase.MARIADB,
                    listOf(sql("OPTIMIZE LOCAL TABLE users")),
                    "my-algorithm-copy",
                ),
            )
            .forEach { (kind, operations, said) ->
                test("$kind: $operations: $said") {
                    val database = kind.fresh()
                    database.execute("CREATE TABLE users (id INT PRIMARY KEY)")
                    database.execute(
                        "INSERT INTO users WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 500) SELECT n FROM s"
                    )
                    database.execute("ANALYZE TABLE users")
                    errors(database, operations) shouldBe listOf(said)
                    database.execute("DELETE FROM users")
                    database.execute("ANALYZE TABLE users")
                    errors(database, operations).shouldBeEmpty()
                }
            }

        test("PostgreSQL: the gate refuses SQL text by the size of the index's table") {
            listOf("REINDEX INDEX ix_users", "TRUNCATE small, users", "LOCK users").forEach {
                withClue(it) {
                    val refused =
                        shouldThrow<MigrationException> {
                            migrator(postgres, listOf(migration("aaaa", up = listOf(sql(it))))) {
                                    lint(large)
                                }
                                .upgrade()
                        }
                    refused.code() shouldBe ErrorCode.UNSAFE_OPERATION
                }
            }
            postgres.query("SELECT count(*) FROM users") shouldContainExactly listOf("500")
        }

        class Text(val kind: TestDatabase, val statement: String, val listed: String?)

        val rewrites = "the server copies the whole table"
        val written = "SQL text runs as it is written"
        listOf(
                Text(TestDatabase.MYSQL, "ALTER TABLE users DROP PRIMARY KEY", rewrites),
                Text(TestDatabase.MARIADB, "alter table `users` drop primary key", rewrites),
                Text(TestDatabase.MARIADB, "CREATE INDEX ix ON users (id)", written),
                Text(TestDatabase.MARIADB, "CREATE INDEX ix ON users (id) LOCK=NONE", null),
                Text(TestDatabase.MYSQL, "ALTER TABLE users ADD n INT, ALGORITHM=INSTANT", null),
                Text(TestDatabase.POSTGRESQL, "CREATE INDEX ix ON users (id)", written),
                Text(TestDatabase.POSTGRESQL, "DROP INDEX ix_users", written),
                Text(TestDatabase.POSTGRESQL, "ALTER TABLE users ALTER name TYPE int", rewrites),
                Text(TestDatabase.POSTGRESQL, "ALTER TABLE users DROP COLUMN name", null),
                Text(
                    TestDatabase.POSTGRESQL,
                    "CREATE TABLE fresh (id INT); CREATE INDEX ix ON fresh (id)",
                    null,
                ),
                Text(
                    TestDatabase.POSTGRESQL,
                    "ALTER TABLE users ADD CHECK (id > 0) NOT VALID",
                    null,
                ),
            )
            .forEach { case ->
                test("${case.kind}, online = always: ${case.statement}: ${case.listed ?: "runs"}") {
                    val database = case.kind.fresh()
                    database.execute("CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(9))")
                    database.execute("CREATE INDEX ix_users ON users (name)")
                    val migrator =
                        migrator(
                            database,
                            listOf(migration("aaaa", up = listOf(sql(case.statement)))),
                        ) {
                            online(OnlineMode.ALWAYS)
                        }
                    if (case.listed == null) {
                        migrator.upgrade()
                    } else {
                        val refused = shouldThrow<MigrationException> { migrator.upgrade() }
                        refused.code() shouldBe ErrorCode.NO_ONLINE_FORM
                        refused.problems().single().message() shouldContain case.listed
                    }
                }
            }
    })
