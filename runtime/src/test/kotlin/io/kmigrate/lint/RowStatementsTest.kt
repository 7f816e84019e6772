package io.kmigrate.lint

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.BulkDelete
import io.kmigrate.operation.BulkUpdate
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.Optional
import javax.sql.DataSource

/**
 * Statements about tables that no script made, in the spellings of each database: lint and the gate
 * say the same of them. One that nothing is said of runs as an upgrade, and every other one runs by
 * itself, so that no spelling is made up. A hundred rows are many here.
 */
class RowStatementsTest :
    FunSpec({
        val large = LintSettings.STANDARD.withLarge(LargeTable(100, Long.MAX_VALUE))

        fun DataSource.lint(scripts: List<Migration>) =
            migrator(this, scripts) { lint(large) }
                .lint(LintRequest.pending())
                .entries()
                .map { it.finding() }
                .filter { it.severity() == Severity.ERROR || it.code() in SHOWN + "opaque-sql" }

        /** What is said of each operation, in their order. */
        fun DataSource.codes(operations: List<Operation>): List<List<String>> {
            val findings = lint(listOf(migration("all", up = operations)))
            return operations.indices.map { place ->
                findings.filter { it.place() == place }.map { it.code() }.distinct()
            }
        }

        fun refusal(source: DataSource, vararg operations: Operation) = runCatching {
            migrator(source, listOf(migration("all", up = operations.toList()))) {
                    lint(large)
                }
                .upgrade("head")
        }
            .exceptionOrNull()

        fun differences(awaited: List<Pair<Operation, String?>>, found: List<List<String>>) =
            awaited
                .zip(found)
                .filterNot { (case, said) -> said == listOfNotNull(case.second) }
                .joinToString("\n") { (case, said) ->
                    "${case.first}: $said, and not ${case.second}"
                }

        TestDatabase.entries.forEach { database ->
            test("$database: lint and the gate judge a statement by what it does to rows") {
                val source = database.withRows()
                val cases = statements.filter { database in it.databases }
                val operations = cases.map { sql(it.statement) to it.said }
                differences(operations, source.codes(operations.map { it.first })) shouldBe ""
                val found = cases.filter { it.said != null }
                found
                    .filterNot { it.said in SHOWN }
                    .forEach {
                        withClue(it.statement) {
                            val refused = refusal(source, sql(it.statement)) as MigrationException
                            refused.code() shouldBe ErrorCode.UNSAFE_OPERATION
                        }
                    }
                found.forEach { case ->
                    withClue(case.statement) {
                        source.connection.use { connection ->
                            connection.autoCommit = false
                            connection.createStatement().use { it.execute(case.statement) }
                            connection.rollback()
                        }
                    }
                }
            }

            test("$database: statements that nothing is said of run") {
                val harmless = statements.filter { database in it.databases && it.said == null }
                val operations = harmless.map { sql(it.statement) }
                refusal(database.withRows(), *operations.toTypedArray()) shouldBe null
            }

            test("$database: a condition counts the same in text and in operations") {
                val table = TableName.of(database.folded("big"))
                val values = mapOf<String, Any>(database.folded("a") to 1)
                val cases = conditions.flatMap { (where, isFew) ->
                    listOf<Operation>(
                            sql("UPDATE big SET a = a WHERE $where"),
                            sql("DELETE FROM big WHERE $where"),
                            BulkUpdate(table, values, where),
                            BulkDelete(table, where),
                        )
                        .map { it to if (isFew) null else ROWS }
                }
                differences(cases, database.withRows().codes(cases.map { it.first })) shouldBe ""
            }
        }

        test("PostgreSQL: all that a role owns is dropped") {
            val drop = sql("DROP OWNED BY CURRENT_USER")
            POSTGRESQL.withRows().apply {
                codes(listOf(drop)) shouldBe listOf(listOf("drop-schema"))
                (refusal(this, drop) as MigrationException).code() shouldBe
                    ErrorCode.UNSAFE_OPERATION
            }
        }

        MY.forEach { database ->
            test("$database: only what builds a table beside its writers is done without a lock") {
                val source = database.withRows()
                val wrong = mutableListOf<String>()
                listOf(
                        "ENGINE=InnoDB, LOCK=NONE" to true,
                        "LOCK=NONE, ROW_FORMAT=DYNAMIC" to true,
                        "FORCE, LOCK=NONE" to true,
                        "LOCK=NONE, ORDER BY a" to false,
                        "LOCK=NONE, ADD COLUMN y bigint, ALGORITHM=COPY" to false,
                        "LOCK=NONE, ENGINE=MyISAM" to false,
                        "LOCK=NONE, COMMENT='x' ENGINE=MyISAM" to false,
                        "LOCK=NONE PARTITION BY HASH(tenant) PARTITIONS 4" to false,
                    )
                    .forEach { (actions, isBeside) ->
                        val text = "ALTER TABLE pairs ${actions.replace(" a", " v")}"
                        val awaited = if (isBeside) "my-rebuild" else COPY
                        val said = source.codes(listOf(sql(text))).single()
                        val ran = runCatching { source.execute(text) }.exceptionOrNull()
                        // MariaDB copies beside writers, too, from 11.2 on.
                        val isWrong =
                            if (database == MYSQL || isBeside) (ran == null) != isBeside else false
                        if (said != listOf(awaited) || isWrong) wrong += "$text: $said, $ran"
                    }
                wrong.joinToString("\n") shouldBe ""
            }
        }

        TestDatabase.entries.forEach { database ->
            test("$database: lint and the gate know the columns of a table that no script made") {
                val table = TableName.of(database.folded("big"))
                val operations =
                    listOf("t" to 5, "t" to 120, "code" to 20).map { (column, length) ->
                        val type = ColumnType.VarcharType(length)
                        AlterColumn(
                            table,
                            database.folded(column),
                            ColumnChange.none().withType(type),
                        )
                    }
                val source = database.withRows()
                val scripts = listOf(migration("all", up = operations))
                val errors = source.lint(scripts).filter { it.severity() == Severity.ERROR }
                errors.map { it.code() } shouldContain "narrow-type"
                val refused = refusal(source, *operations.toTypedArray()) as MigrationException
                refused
                    .problems()
                    .map { it.message() }
                    .zip(errors)
                    .forEach { (said, error) ->
                        said shouldContain error.message()
                    }
                refused.problems() shouldHaveSize errors.size
            }
        }

        class Offline(val database: String, val statement: String, val said: String?)
        listOf(
                Offline("sqlserver", "UPDATE TOP (10) big SET a = 1", null),
                Offline("sqlserver", "DELETE TOP (200000) FROM big", ROWS),
                Offline("sqlserver", "DELETE TOP (5) PERCENT FROM big", ROWS),
                Offline("sqlserver", "UPDATE b SET a = 1 FROM big b", ROWS),
                Offline("sqlserver", "UPDATE b SET a = 1 FROM big b WHERE b.[id] = @id", null),
                Offline("sqlserver", "DELETE b FROM big b JOIN s ON s.id = b.a", ROWS),
                Offline("sqlserver", "WITH c AS (SELECT * FROM big) UPDATE c SET a = 1", ROWS),
                Offline("sqlserver", "WITH c AS (SELECT TOP 9 * FROM big) DELETE FROM c", null),
                Offline("sqlserver", "INSERT INTO s WITH (TABLOCK) SELECT id FROM big", ROWS),
                Offline("oracle", "DELETE FROM big WHERE ROWNUM <= 1000 AND a = 1", null),
                Offline("oracle", "DELETE big WHERE a = 1", ROWS),
                Offline("oracle", "UPDATE big SET a = 1 WHERE rowid = :place", null),
                Offline("oracle", "INSERT INTO s SELECT 1 FROM dual", null),
            )
            .forEach { case ->
                test("${case.database}: ${case.statement}: ${case.said ?: "nothing is said"}") {
                    val id = Column.of("id", ColumnType.IntegerType(32, false))
                    val columns = listOf(id, Column.of("a", ColumnType.IntegerType(32, false)))
                    val key = PrimaryKey("pk", listOf("id"))
                    val table = Table.of(TableName.of("big"), columns, key)
                    val scripts =
                        listOf(
                            migration("a", up = listOf(CreateTable(table, false))),
                            migration("b", "a", up = listOf(sql(case.statement))),
                        )
                    val target = LintTarget.offline(case.database, Optional.empty())
                    migrator(SQLITE.fresh(), scripts)
                        .lint(LintRequest.revisions(listOf("b")).offline(target))
                        .entries()
                        .map { it.finding() }
                        .filter { it.severity() == Severity.ERROR }
                        .map { it.code() } shouldBe listOfNotNull(case.said)
                }
            }

        test("a range that is the wrong way round is refused, and one of nothing is not") {
            val names = listOf("a", "b", "c")
            val scripts = names.mapIndexed { at, id ->
                migration(id, *names.take(at).takeLast(1).toTypedArray(), up = listOf())
            }
            fun outcome(range: String) = runCatching {
                migrator(SQLITE.fresh(), scripts).lint(LintRequest.range(range)).revisions()
            }
                .fold({ "$it" }, { (it as MigrationException).code().name })
            mapOf(
                    "b:a" to "NOT_AN_ANCESTOR",
                    "head:b" to "NOT_AN_ANCESTOR",
                    "a:base" to "NOT_AN_ANCESTOR",
                    "c:-1" to "RELATIVE_OUT_OF_RANGE",
                    "a:a" to "0",
                    "head:heads" to "0",
                    "base:base" to "0",
                    "a:+1" to "1",
                    "a:head" to "2",
                    "b" to "2",
                )
                .forEach { (range, awaited) ->
                    withClue(range) { outcome(range) shouldBe awaited }
                }
        }

        test("of a table that is not known, each column may be a key") {
            val offline = LintTarget.offline("postgresql", Optional.empty())
            fun codes(where: String) =
                migrator(
                        POSTGRESQL.fresh(),
                        listOf(migration("a", up = listOf(sql("UPDATE x SET a = 1 WHERE $where")))),
                    )
                    .lint(LintRequest.pending().offline(offline))
                    .entries()
                    .filter { it.finding().severity() == Severity.ERROR }
                    .map { it.finding().code() }
            codes("state = 'new'") shouldBe listOf()
            codes("n BETWEEN 1 AND 1000") shouldBe listOf()
            codes("n > 1") shouldBe listOf("unbatched-dml")
            codes("state <> 'new'") shouldBe listOf("unbatched-dml")
        }
    })

private val SHOWN = setOf("my-rebuild", "rename-table")

private val TestDatabase.sequence
    get() = "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 500)"

private fun TestDatabase.folded(name: String) = if (this == H2) name.uppercase() else name

private fun TestDatabase.withRows(): DataSource =
    (if (this == H2) TestH2.inMemory("") else fresh()).apply {
        execute(
            "CREATE TABLE big (id INT PRIMARY KEY, a INT, t VARCHAR(100), code VARCHAR(20) UNIQUE)"
        )
        execute("CREATE TABLE pairs (tenant INT, n INT, v INT, PRIMARY KEY (tenant, n))")
        execute("CREATE TABLE small (id INT, a INT)")
        val many = if (this@withRows == SQLITE || this@withRows == POSTGRESQL) sequence else ""
        val numbers = if (many.isEmpty()) "($sequence SELECT n FROM s) x" else "s"
        execute("$many INSERT INTO big SELECT n, 1, 'x', concat('c', n) FROM $numbers")
        execute("$many INSERT INTO pairs SELECT 1, n, 1 FROM $numbers")
        execute("INSERT INTO small VALUES (1, 1), (2, 2), (3, 3), (4, 4)")
        if (isOfMysql) execute("ANALYZE TABLE big, pairs, small")
        if (this@withRows == POSTGRESQL) execute("ANALYZE")
    }

/** What chooses rows of a table with the keys id and code; whether that is few. */
private val conditions =
    listOf(
        "id = 5" to true,
        "5 = big.id" to true,
        "ID = 5" to true,
        "id IN (1, 2, 3) AND a > 0" to true,
        "(id = 1 OR id = 2) AND t <> 'x'" to true,
        "((id = 1) AND (a = 1))" to true,
        "id = 1 OR id BETWEEN 7 AND 9" to true,
        "id BETWEEN 1 AND 50" to true,
        "id >= 10 AND id < 20" to true,
        "10 < id AND 20 >= id" to true,
        "id < 50" to true,
        "id = -1" to true,
        "id = 2 + 3" to true,
        "id = ABS(-5)" to true,
        "code = 'c5'" to true,
        "code BETWEEN 'c1' AND 'c2'" to true,
        "id = 5 AND (a = 1 OR a = 2)" to true,
        "id = 1 OR a = 2" to false,
        "id BETWEEN 1 AND 400" to false,
        "id > 10" to false,
        "id < 400" to false,
        "id > 0 AND id < 100000" to false,
        "id = a" to false,
        "id = a + 1" to false,
        "id = ABS(a)" to false,
        "id = id" to false,
        "id <> 5" to false,
        "NOT id = 5" to false,
        "NOT (id = 5)" to false,
        "id NOT IN (1, 2)" to false,
        "id NOT BETWEEN 1 AND 2" to false,
        "id IN (SELECT a FROM small)" to false,
        "id IN (1, a)" to false,
        "id IS NOT NULL" to false,
        "a = 3" to false,
        "a > 0" to false,
        "a BETWEEN 1 AND 2" to false,
        "t <> 'nope'" to false,
        "t <> 'a < b AND id = 5'" to false,
        "code LIKE 'c%'" to false,
        "code > 'c1'" to false,
        "CASE WHEN a = 1 AND id = 5 THEN 1 ELSE 1 END = 1" to false,
        "EXISTS (SELECT 1 FROM small s WHERE s.id = 5)" to false,
    )

private class Statement(
    val databases: Set<TestDatabase>,
    val statement: String,
    val said: String?,
)

private val ALL = TestDatabase.entries.toSet()
private val MY = setOf(MARIADB, MYSQL)
private val WITH = setOf(POSTGRESQL, SQLITE, MYSQL)

private const val ROWS = "unbatched-dml"
private const val COPY = "my-algorithm-copy"

private val statements =
    listOf(
            ALL to
                listOf(
                    "UPDATE big SET a = 1" to ROWS,
                    "update big set a = 1 where a > 0" to ROWS,
                    "UPDATE big SET a = a WHERE id = 5" to null,
                    "UPDATE pairs SET v = v WHERE tenant = 1" to ROWS,
                    "UPDATE pairs SET v = v WHERE tenant = 1 AND n = 2" to null,
                    "UPDATE pairs SET v = v WHERE tenant = 1 AND n BETWEEN 1 AND 9" to null,
                    "UPDATE pairs SET v = v WHERE tenant IN (1, 2) AND n BETWEEN 1 AND 90" to ROWS,
                    "UPDATE small SET a = 1" to null,
                    "DELETE FROM big WHERE t = 'zz'" to ROWS,
                    "DELETE FROM big WHERE id IN (499, 500)" to null,
                    "INSERT INTO big (id, a) SELECT 1000, 1" to null,
                    "INSERT INTO big (id, a) SELECT 2000 + id, a FROM small" to null,
                    "INSERT INTO small (id, a) SELECT id, a FROM big" to ROWS,
                    "INSERT INTO small (id, a) SELECT b.id, b.a FROM big b WHERE b.id = 3" to null,
                    "INSERT INTO small (id, a) SELECT s.id, b.a FROM small s JOIN big b ON b.id = s.id" to
                        null,
                    "INSERT INTO small (id, a) SELECT 1, COUNT(*) FROM big" to null,
                    "INSERT INTO small (id, a) SELECT a, COUNT(*) FROM big GROUP BY a" to ROWS,
                    "INSERT INTO small (id, a) SELECT 7, 1 UNION ALL SELECT id, a FROM big" to ROWS,
                    "INSERT INTO small (id, a) SELECT x.id, 1 FROM (SELECT id FROM big) x" to ROWS,
                    "INSERT INTO small (id, a) SELECT id, a FROM big ORDER BY id LIMIT 5" to null,
                    "EXPLAIN UPDATE big SET a = 1" to null,
                ),
            (ALL - SQLITE) to listOf("INSERT INTO small (id, a) (SELECT id, a FROM big)" to ROWS),
            WITH to
                listOf(
                    "WITH d AS (SELECT 1 AS x) UPDATE big SET a = 1" to ROWS,
                    "WITH d AS (SELECT 1 AS x) UPDATE big SET a = a WHERE id IN (1, 2)" to null,
                    "with d (x) as (select 1), e as (select 2 as y) delete from big" to ROWS,
                ),
            setOf(POSTGRESQL, SQLITE) to
                listOf(
                    "WITH e AS (SELECT id AS x FROM big) INSERT INTO small SELECT x, 1 FROM e" to
                        ROWS,
                    "WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 5) INSERT INTO small SELECT x, x FROM n" to
                        null,
                    "DELETE FROM big WHERE id IN (SELECT id FROM big WHERE t = 'zz' LIMIT 50)" to
                        null,
                    "UPDATE big SET a = d.x FROM (SELECT 1 AS x) d" to ROWS,
                ),
            (ALL - H2) to
                listOf(
                    "INSERT INTO small (id, a) WITH e AS (SELECT id FROM big) SELECT id, 1 FROM e" to
                        ROWS
                ),
            setOf(POSTGRESQL) to
                listOf(
                    "WITH gone AS (DELETE FROM big RETURNING *) INSERT INTO small SELECT id, a FROM gone" to
                        ROWS,
                    "WITH u AS MATERIALIZED (UPDATE big SET a = 1 RETURNING 1) SELECT count(*) FROM u" to
                        ROWS,
                    "WITH u AS (UPDATE big SET a = a WHERE id = 1 RETURNING 1) SELECT count(*) FROM u" to
                        null,
                    "EXPLAIN ANALYZE UPDATE big SET a = 1" to ROWS,
                    "EXPLAIN ANALYZE VERBOSE WITH d AS (SELECT 1) DELETE FROM big" to ROWS,
                    "EXPLAIN (COSTS off, ANALYZE) DELETE FROM big" to ROWS,
                    "EXPLAIN (ANALYZE false) DELETE FROM big" to null,
                    "EXPLAIN ANALYZE SELECT * FROM big" to null,
                    "PREPARE p1 AS UPDATE big SET a = 1" to ROWS,
                    "PREPARE p2 (int) AS UPDATE big SET a = a WHERE id = \$1" to null,
                    "UPDATE U&\"b\\0069g\" SET a = 1" to ROWS,
                    "UPDATE u&\"b!+000069g\" UESCAPE '!' SET a = 1" to ROWS,
                    "UPDATE public.big SET a = a WHERE public.big.id = '5'::int" to null,
                    "UPDATE ONLY big SET a = 1" to ROWS,
                    "UPDATE ONLY (big) AS b SET a = 1" to ROWS,
                    "UPDATE big * SET a = 1" to ROWS,
                    "DELETE FROM big USING small WHERE small.id = big.a" to ROWS,
                    "DELETE FROM big WHERE ctid = '(0,1)'" to null,
                    "DO \$\$ BEGIN WITH d AS (SELECT 1 AS x) UPDATE big SET a = 1 FROM d; END \$\$" to
                        ROWS,
                    "DO \$\$ BEGIN WITH g AS (DELETE FROM big RETURNING id) INSERT INTO small SELECT id, id FROM g; END \$\$" to
                        ROWS,
                    "MERGE INTO big b USING small s ON s.id = b.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id + 3000)" to
                        null,
                    "INSERT INTO small TABLE small" to null,
                ),
            setOf(POSTGRESQL, H2) to
                listOf(
                    "MERGE INTO big b USING (SELECT 1 AS id, 5 AS a) s ON s.id = b.id WHEN MATCHED THEN UPDATE SET a = s.a" to
                        ROWS
                ),
            setOf(H2) to
                listOf(
                    "EXPLAIN ANALYZE UPDATE big SET a = 1" to ROWS,
                    "EXECUTE IMMEDIATE 'UPDATE big SET a = 1'" to ROWS,
                    "UPDATE U&\"B\\0049G\" SET a = 1" to ROWS,
                    "MERGE INTO small (id, a) KEY (id) VALUES (77, 1)" to null,
                    "MERGE INTO small (id, a) KEY (id) SELECT id, a FROM big" to ROWS,
                    "DELETE FROM big WHERE t = 'zz' FETCH FIRST 10 ROWS ONLY" to null,
                ),
            setOf(SQLITE) to
                listOf(
                    "UPDATE OR IGNORE big SET a = 1" to ROWS,
                    "INSERT OR REPLACE INTO small SELECT id, a FROM big" to ROWS,
                    "REPLACE INTO small SELECT id, a FROM big" to ROWS,
                    "UPDATE big SET a = a WHERE rowid BETWEEN 1 AND 9" to null,
                    "UPDATE [big] SET a = a WHERE [id] == 3" to null,
                ),
            setOf(MARIADB) to
                listOf(
                    "ANALYZE UPDATE big SET a = 1" to ROWS,
                    "ANALYZE FORMAT=JSON DELETE FROM big" to ROWS,
                    "ANALYZE TABLE big" to null,
                    "EXECUTE IMMEDIATE 'DELETE FROM big'" to ROWS,
                ),
            setOf(MYSQL) to listOf("INSERT INTO small TABLE small" to null),
            MY to
                listOf(
                    "UPDATE IGNORE big SET a = 1" to ROWS,
                    "UPDATE LOW_PRIORITY IGNORE big SET a = 1" to ROWS,
                    "DELETE IGNORE FROM big" to ROWS,
                    "DELETE LOW_PRIORITY QUICK FROM big" to ROWS,
                    "DELETE b FROM big b JOIN small s ON s.id = b.a" to ROWS,
                    "DELETE big.* FROM big, small WHERE small.id = big.a" to ROWS,
                    "DELETE FROM b USING big b JOIN small s ON s.id = b.a" to ROWS,
                    "DELETE s FROM small s JOIN big b ON b.id = s.id WHERE b.t = 'zz'" to null,
                    "DELETE b FROM big b JOIN small s ON s.id = b.a WHERE s.id = 5" to ROWS,
                    "DELETE b FROM big b JOIN small s ON s.id = b.a WHERE b.id = 498" to null,
                    "UPDATE small s JOIN big b ON b.a = s.id SET b.a = s.a" to ROWS,
                    "UPDATE small s, big b SET s.a = b.a WHERE b.id = s.id" to null,
                    "UPDATE big SET a = a ORDER BY id LIMIT 10" to null,
                    "DELETE FROM big WHERE t = 'zz' LIMIT 10" to null,
                    "DELETE FROM big WHERE t = 'zz' LIMIT 400" to ROWS,
                    "INSERT LOW_PRIORITY IGNORE INTO small SELECT id, a FROM big" to ROWS,
                    "REPLACE INTO small SELECT id, a FROM big" to ROWS,
                    "PREPARE p1 FROM 'UPDATE big SET a = 1'" to ROWS,
                    "PREPARE p2 FROM 'UPDATE big SET a = a WHERE id = ?'" to null,
                    "/*!50000 UPDATE big SET a = 1 */" to ROWS,
                    "UPDATE /*! IGNORE */ big SET a = 1" to ROWS,
                    "/*!50000 UPDATE big SET a = a WHERE id = 5 */" to null,
                    "/* UPDATE big SET a = 1 */ SELECT 1" to null,
                    "/*!40101 SET @x = 1 */" to null,
                    "/*! ALTER TABLE big ADD COLUMN z bigint, ALGORITHM=COPY */" to COPY,
                    "ALTER TABLE big ORDER BY a" to COPY,
                    "ALTER TABLE pairs PARTITION BY HASH(tenant) PARTITIONS 4" to COPY,
                    "ALTER TABLE pairs REMOVE PARTITIONING" to COPY,
                    "ALTER TABLE big ENGINE=InnoDB" to "my-rebuild",
                    "ALTER TABLE big ROW_FORMAT=DYNAMIC" to "my-rebuild",
                    "ALTER TABLE big FORCE" to "my-rebuild",
                    "ALTER TABLE big COMMENT='x'" to null,
                    "RENAME TABLE small TO small2, small2 TO small" to "rename-table",
                    "RENAME TABLE big TO big2" to "rename-table",
                ),
        )
        .flatMap { (databases, cases) ->
            cases.map { (statement, said) -> Statement(databases, statement, said) }
        }
