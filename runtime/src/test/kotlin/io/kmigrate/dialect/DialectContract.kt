package io.kmigrate.dialect

import io.kmigrate.lock.MigrationLock
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.MoveTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View
import io.kmigrate.testing.seed
import io.kmigrate.testing.skip
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.SQLException
import java.time.Duration
import java.time.Instant
import javax.sql.DataSource
import kotlin.random.Random

/**
 * What every dialect must do on a real database. To use: extend it with a dialect and a function
 * that gives a fresh, empty database; put what only that database does into the subclass.
 *
 * @param freshDatabase called once a test; its connections must be usable side by side
 * @param url how another process reaches that database
 * @param cases all, unless the database cannot hold a table that one starts from, or keeps it in
 *   words of its own
 */
abstract class DialectContract(
    private val dialect: Dialect,
    private val freshDatabase: () -> DataSource,
    private val url: (DataSource) -> String = { source ->
        source.connection.use { it.metaData.url }
    },
    private val cases: List<OperationCase> = operationCases,
) : FunSpec() {
    init {
        operationTests()
        sequenceTests()
        sessionTests()
        lockTests()
        splitTests()
        nameTests()
    }

    private fun operationTests() {
        cases
            .filter { !it.operation.isOpaque }
            .forEach { case ->
                test("${case.kind}: ${case.name}: the database equals the replayed snapshot") {
                    freshDatabase().connection.use { check(case, it) }
                }
            }

        test("a version table is created once and takes its row") {
            val table =
                Table.of(
                    name("migrate_version"),
                    listOf(column("version_num", varchar(255))),
                    PrimaryKey("migrate_version_pkc", listOf("version_num")),
                )
            freshDatabase().connection.use { connection ->
                repeat(2) { connection.run(dialect, CreateTable(table, true)) }
                connection.run(dialect, insert("migrate_version", mapOf("version_num" to "ab12")))
                connection.query("select version_num from migrate_version") shouldBe listOf("ab12")
            }
        }
    }

    private fun check(case: OperationCase, connection: Connection) {
        if (!start(case, connection)) return
        try {
            connection.run(dialect, case.operation)
        } catch (_: UnsupportedOperationByDialectException) {
            differences(case.before, connection).shouldBeEmpty()
            return
        }
        val after = case.operation.apply(case.before)
        differences(after, connection).shouldBeEmpty()
        case.operation.inverse(case.before).ifPresent { inverse ->
            try {
                connection.run(dialect, inverse)
            } catch (_: UnsupportedOperationByDialectException) {
                differences(after, connection).shouldBeEmpty()
                return@ifPresent
            }
            differences(inverse.apply(after), connection).shouldBeEmpty()
            // Where `ifNotExists` or `ifExists` found nothing to do, the inverse undoes more.
            if (after != case.before) {
                differences(case.before, connection, ordered = false).shouldBeEmpty()
            }
        }
    }

    /** False where the database cannot have what the case starts from, and so not what it does. */
    private fun start(case: OperationCase, connection: Connection): Boolean {
        val tables = case.start.sortedBy { it.foreignKeys().size }.map { CreateTable(it, false) }
        val (readers, others) = case.objects.partition { it is View }
        val creations = others.map(::creation) + tables + readers.map(::creation)
        try {
            creations.forEach { connection.run(dialect, it) }
        } catch (_: UnsupportedOperationByDialectException) {
            if (isForNewerServer(creations)) {
                skip("${case.kind}: this server is too old for its start")
            }
            // Schemas of MySQL are databases, which no script makes; MovedTablesTest moves there.
            if (case.operation !is MoveTable) {
                shouldThrow<UnsupportedOperationByDialectException> {
                    dialect.render(case.operation, Catalog.of(case.before))
                }
            }
            return false
        }
        differences(case.before, connection).shouldBeEmpty()
        return true
    }

    /** SQL text is for the newest server, and a live one may be older. */
    private fun isForNewerServer(creations: List<Operation>): Boolean = creations.all {
        runCatching { dialect.render(it, Catalog.of(Snapshot.empty())) }.isSuccess
    }

    private fun differences(expected: Snapshot, connection: Connection, ordered: Boolean = true) =
        SchemaComparison(dialect, ordered)
            .differences(
                expected,
                elsewhere(expected, connection, dialect.introspector().introspect(connection)),
            )

    /** Introspection reads the default schema: tables of others are added one by one. */
    private fun elsewhere(expected: Snapshot, connection: Connection, found: Snapshot): Snapshot =
        expected
            .tables()
            .filter { it.name().schema() != null }
            .mapNotNull { dialect.introspector().catalog(connection).table(it.name()).orElse(null) }
            .fold(found) { schema, table -> schema.with(table) }

    /** `-Dsequences.count` says how many, `-Dsequences.seed` which comes first. */
    private fun sequenceTests() {
        val count = Integer.getInteger("sequences.count", SEQUENCES)
        val first = seed("sequences.seed")
        test("$count random sequences of operations: the database equals the replayed snapshot") {
            val done =
                (first until first + count).sumOf { seed ->
                    freshDatabase().connection.use { sequence(seed, it) }
                }
            val refused = count * SEQUENCE_LENGTH - done
            println("${dialect.name()}: $done operations of $count sequences ran, $refused refused")
            done shouldBeGreaterThan refused
        }
    }

    /** How many of the operations ran, rather than being refused. */
    private fun sequence(seed: Long, connection: Connection): Int {
        val operations = RandomOperations(Random(seed))
        val run = mutableListOf<Operation>()
        var schema = Snapshot.empty()
        repeat(SEQUENCE_LENGTH) {
            val operation = operations.next(schema)
            try {
                connection.run(dialect, operation)
                schema = operation.apply(schema)
                differences(schema, connection).shouldBeEmpty()
                run += operation
            } catch (_: UnsupportedOperationByDialectException) {
                differences(schema, connection).shouldBeEmpty()
            } catch (failure: Throwable) {
                val story =
                    (run + operation).joinToString("\n") { "${OperationDescription.of(it)}" }
                throw AssertionError("-Dsequences.seed=$seed fails at its last:\n$story", failure)
            }
        }
        return run.size
    }

    private fun sessionTests() {
        val table = Table.of(name("t"), listOf(column("a", int32)), null)

        test("a committed transaction is seen by others, and the connection is left as found") {
            val database = freshDatabase()
            database.connection.use { connection ->
                connection.run(dialect, CreateTable(table, false))
                connection.autoCommit shouldBe true
            }
            database.connection.use { differences(Snapshot.of(listOf(table)), it).shouldBeEmpty() }
        }

        test("a rolled back transaction leaves no rows, and no tables where DDL is transactional") {
            val database = freshDatabase()
            database.connection.use { connection ->
                dialect.sessions().session(connection).use { session ->
                    val operation = CreateTable(table, false)
                    session.begin(listOf(operation))
                    connection.execute(dialect, operation)
                    session.rollback()
                    session.rollback()
                }
                dialect.introspector().introspect(connection).tables().isEmpty() shouldBe
                    dialect.capabilities().transactionalDdl()
            }
        }

        test("a failing statement of a transaction can be rolled back") {
            freshDatabase().connection.use { connection ->
                connection.run(dialect, CreateTable(table, false))
                dialect.sessions().session(connection).use { session ->
                    session.begin(listOf())
                    connection.statement("insert into t values (1)")
                    shouldThrow<SQLException> {
                        connection.statement("insert into missing values (1)")
                    }
                    session.rollback()
                }
                connection.query("select a from t").shouldBeEmpty()
            }
        }
    }

    private fun lockTests() {
        test("one migrator at a time holds the lock, and the next can name it") {
            val database = freshDatabase()
            val first = dialect.locking().lock(database, "migrate_version")
            val second = dialect.locking().lock(database, "migrate_version")
            first.use { second.use { holdInTurn(first, second) } }
            dialect.locking().lock(database, "migrate_version").use {
                it.tryAcquire() shouldBe true
            }
        }

        test("migrators with their own version tables do not wait for each other") {
            val database = freshDatabase()
            dialect.locking().lock(database, "one").use { one ->
                dialect.locking().lock(database, "two; \"'/..").use { two ->
                    one.tryAcquire() shouldBe true
                    two.tryAcquire() shouldBe true
                }
            }
        }

        test("a lock that was never won is closed without harm") {
            dialect.locking().lock(freshDatabase(), "migrate_version").close()
        }

        test("a lock falls with its process") {
            val database = freshDatabase()
            LockHolder.start(dialect, url(database), "migrate_version").use { holder ->
                dialect.locking().lock(database, "migrate_version").use {
                    it.tryAcquire() shouldBe false
                }
                holder.kill()
                dialect.locking().lock(database, "migrate_version").use { lock ->
                    val patience = Instant.now() + Duration.ofSeconds(5)
                    while (!lock.tryAcquire()) {
                        check(Instant.now() < patience) { "the lock outlived its process" }
                        Thread.sleep(20)
                    }
                }
            }
        }
    }

    private fun holdInTurn(first: MigrationLock, second: MigrationLock) {
        first.tryAcquire() shouldBe true
        second.tryAcquire() shouldBe false
        second.holder().shouldNotBeNull()
        first.close()
        second.tryAcquire() shouldBe true
    }

    private fun splitTests() {
        listOf(
                "" to listOf(),
                " ;; \n ; " to listOf(),
                "select 1" to listOf("select 1"),
                "select 1;" to listOf("select 1"),
                "select 1; select 2" to listOf("select 1", "select 2"),
                "select ';' ; select 'it''s;'" to listOf("select ';'", "select 'it''s;'"),
                "select 1 as \"a;b\"; select 2" to listOf("select 1 as \"a;b\"", "select 2"),
                "select 1 /* ; */ ; select 2" to listOf("select 1 /* ; */", "select 2"),
                "select 1; -- only a remark; here" to listOf("select 1"),
                "select 1 -- a; b\n, 2; select 3" to listOf("select 1 -- a; b\n, 2", "select 3"),
                "select (1); \n\n select 2 \n" to listOf("select (1)", "select 2"),
            )
            .forEach { (sql, statements) ->
                test("splitting <$sql>") { dialect.split(sql) shouldBe statements }
            }
    }

    private fun nameTests() {
        listOf(
                "select",
                "Mixed Case",
                "semi;colon",
                "double\"quote",
                "single'quote",
                "back`tick",
                "[brackets]",
                "percent%s ?",
                "-- comment",
                "ünïcödé",
            )
            .forEach { hostile -> test("the name <$hostile> stays a name") { live(hostile) } }
    }

    private fun live(hostile: String) {
        val table =
            Table.of(
                    name(hostile),
                    listOf(column(hostile, int32), nullable("$hostile 2", varchar(60))),
                    PrimaryKey("pk $hostile", listOf(hostile)),
                )
                .withUniqueConstraints(
                    listOf(UniqueConstraint("uq $hostile", listOf("$hostile 2")))
                )
        val quoted = dialect.names().quote(hostile)
        val operations =
            listOf(
                CreateTable(table, false),
                insert(hostile, mapOf(hostile to 1, "$hostile 2" to hostile)),
                CreateIndex(name(hostile), Index.of("ix $hostile", "$hostile 2"), false, false),
                CreateCheckConstraint(name(hostile), CheckConstraint("ck $hostile", "$quoted > 0")),
                AlterColumn(name(hostile), "$hostile 2", ColumnChange.none().withType(varchar(99))),
                RenameColumn(name(hostile), hostile, "$hostile 3"),
                RenameTable(name(hostile), "new $hostile"),
            )
        freshDatabase().connection.use { connection ->
            val after =
                operations.fold(Snapshot.empty()) { before, operation ->
                    connection.run(dialect, operation)
                    operation.apply(before)
                }
            val found =
                dialect
                    .introspector()
                    .introspect(connection)
                    .table(name("new $hostile"))
                    .orElseThrow()
            found.columns().map { it.name() } shouldBe
                after.table(name("new $hostile")).orElseThrow().columns().map { it.name() }
            found.constraintNames().toSet() shouldBe
                setOf("pk $hostile", "uq $hostile", "ck $hostile")
            found.indexes().map { it.name() } shouldBe listOf("ix $hostile")
            connection.run(dialect, DropTable(name("new $hostile"), false))
            dialect.introspector().introspect(connection).tables().shouldBeEmpty()
        }
    }

    private companion object {
        const val SEQUENCES = 6
        const val SEQUENCE_LENGTH = 40
    }
}
