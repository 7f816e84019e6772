package io.kmigrate.execution

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lint.LintSettings
import io.kmigrate.lint.LintSettings.Gate
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameTable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Index
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kmigrate.testing.table
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import javax.sql.DataSource
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds

/** When operations run in parts, and what a busy table does to them. */
class OnlineModeTest :
    FunSpec({
        val databases = EmptiedDatabases()
        val orders = TableName.of("orders")
        val index = CreateIndex(orders, Index.of("ix_code", "code"), false, false)
        val small = LargeTable(1_000_000, 1L shl 40)
        val large = LargeTable(10, 1L shl 40)

        // What the gate thinks of it is another matter.
        fun large(limit: LargeTable) = LintSettings.STANDARD.withLarge(limit).withGate(Gate.OFF)

        fun prepared(kind: TestDatabase): DataSource =
            databases.of(kind).also { database ->
                database.execute(OnlineCases.tables(kind))
                if (kind != TestDatabase.POSTGRESQL) database.execute("ANALYZE TABLE orders")
            }

        fun List<Migration>.online(mode: OnlineMode) = map { script ->
            val options = MigrationOptions(true, script.options().limits(), mode, setOf())
            Migration(script.revision(), options, script.up(), script.downgrade())
        }

        class Heard {
            val statements = CopyOnWriteArrayList<String>()
            val choices = CopyOnWriteArrayList<OnlineChoice>()
            val retries = CopyOnWriteArrayList<String>()
            val blockers = CopyOnWriteArrayList<String>()

            fun on(event: ExecutionEvent) {
                when (event) {
                    is ExecutionEvent.StatementStarted -> statements += event.sql()
                    is ExecutionEvent.OnlineChosen -> choices += event.choice()
                    is ExecutionEvent.StepRetried -> retries += event.reason()
                    is ExecutionEvent.StatementBlocked -> blockers += event.blockers()
                    else -> Unit
                }
            }
        }

        class Case(
            val name: String,
            val operations: List<Operation>,
            val limit: LargeTable,
            val inParts: Boolean,
            val mode: OnlineMode? = null,
            val own: OnlineMode? = null,
        )

        listOf(
                Case("a large table", listOf(index), large, inParts = true),
                Case("a small table", listOf(index), small, inParts = false),
                Case("a large table and never", listOf(index), large, false, OnlineMode.NEVER),
                Case("a small table and always", listOf(index), small, true, OnlineMode.ALWAYS),
                Case(
                    "a script that wants it",
                    listOf(index),
                    small,
                    inParts = true,
                    OnlineMode.NEVER,
                    own = OnlineMode.ALWAYS,
                ),
                Case(
                    "a script that does not",
                    listOf(index),
                    large,
                    inParts = false,
                    OnlineMode.ALWAYS,
                    own = OnlineMode.NEVER,
                ),
                Case(
                    "a table of the same revision",
                    listOf(
                        create("fresh"),
                        CreateIndex(TableName.of("fresh"), Index.of("ix", "name"), false, false),
                    ),
                    LargeTable(0, 0),
                    inParts = false,
                ),
                Case(
                    "a large table with another name",
                    listOf(
                        RenameTable(orders, "sales"),
                        CreateIndex(TableName.of("sales"), Index.of("ix", "code"), false, false),
                    ),
                    large,
                    inParts = true,
                ),
            )
            .forEach { case ->
                test("${case.name}: ${if (case.inParts) "in parts" else "plain"}") {
                    val database = prepared(TestDatabase.POSTGRESQL)
                    val heard = Heard()
                    val scripts = listOf(migration("aaaa", up = case.operations))
                    val own = case.own
                    val plan =
                        migrator(database, if (own == null) scripts else scripts.online(own)) {
                            case.mode?.let { online(it) }
                            lint(large(case.limit))
                            listener(heard::on)
                        }
                    val preview = plan.preview(plan.planUpgrade()).single().parts()
                    preview.any { it.commit() == StepPreview.Commit.IN_PARTS } shouldBe case.inParts
                    plan.upgrade()
                    val isConcurrent = heard.statements.any { "CONCURRENTLY" in it }
                    withClue(heard.statements) { isConcurrent shouldBe case.inParts }
                    heard.choices.any { it.inParts() } shouldBe case.inParts
                }
            }

        test("a plan says which form, and why") {
            val database = prepared(TestDatabase.POSTGRESQL)
            val scripts = listOf(migration("aaaa", up = listOf(index)))
            fun part(limit: LargeTable) =
                migrator(database, scripts) { lint(large(limit)) }
                    .run {
                        preview(planUpgrade()).single().parts().single()
                    }
            val inParts = part(large)
            inParts.online()!!.reason() shouldContain "orders is large: "
            inParts.statements() shouldContainExactly
                listOf("CREATE INDEX CONCURRENTLY \"ix_code\" ON \"orders\" (\"code\")")
            val plain = part(small)
            plain.online()!!.reason() shouldContain "orders is small: "
            plain.statements() shouldContainExactly
                listOf("CREATE INDEX \"ix_code\" ON \"orders\" (\"code\")")
        }

        test("one transaction for the run keeps everything plain, or is refused") {
            val database = prepared(TestDatabase.POSTGRESQL)
            val scripts = listOf(migration("aaaa", up = listOf(index)))
            val heard = Heard()
            val refused =
                shouldThrow<MigrationException> {
                    migrator(database, scripts) {
                            transaction(TransactionMode.RUN).online(OnlineMode.ALWAYS)
                        }
                        .upgrade()
                }
            refused.problems().single().code() shouldBe ErrorCode.NO_ONLINE_FORM
            migrator(database, scripts) {
                    transaction(TransactionMode.RUN).lint(large(large)).listener(heard::on)
                }
                .upgrade()
            heard.choices.map { it.inParts() } shouldContainExactly listOf(false)
            heard.choices.single().reason() shouldContain "one transaction"
        }

        TestDatabase.entries.forEach { kind ->
            test("$kind: an operation that cannot let others work is named before anything runs") {
                val database = kind.fresh()
                val first = migration("aaaa", up = listOf(CreateTable(table("orders"), false)))
                migrator(database, listOf(first)) { online(OnlineMode.ALWAYS) }.upgrade()
                val change =
                    AlterColumn(
                        orders,
                        "id",
                        ColumnChange.none().withType(IntegerType(64, false)),
                    )
                val second = migration("bbbb", "aaaa", up = listOf(create("more")))
                val third = migration("cccc", "bbbb", up = listOf(change))
                val migrator =
                    migrator(database, listOf(first, second, third)) { online(OnlineMode.ALWAYS) }
                if (kind == TestDatabase.MARIADB) {
                    migrator.upgrade()
                } else {
                    val refused = shouldThrow<MigrationException> { migrator.upgrade() }
                    refused.problems().single().code() shouldBe ErrorCode.NO_ONLINE_FORM
                    refused.problems().single().message() shouldContain "alterColumn orders.id"
                    database.query("SELECT version_num FROM migrate_version") shouldContainExactly
                        listOf("aaaa")
                }
            }
        }

        ONLINE_DATABASES.forEach { kind ->
            test("$kind: rows are not filled along a key that the plan drops before") {
                val database = prepared(kind)
                val random = if (kind == TestDatabase.POSTGRESQL) "gen_random_uuid()" else "uuid()"
                val filled =
                    AddColumn(
                        orders,
                        Column.of("tok", VarcharType(40))
                            .withDefault(DefaultValue.Expression(random)),
                        null,
                        false,
                    )
                val key = if (kind == TestDatabase.POSTGRESQL) "orders_key" else "orders_pkey"
                val drop = DropConstraint(orders, key, false)
                val together = listOf(migration("aaaa", up = listOf(drop, filled)))
                val apart =
                    listOf(
                        migration("aaaa", up = listOf(drop)),
                        migration("bbbb", "aaaa", up = listOf(filled)),
                    )
                listOf(together, apart).forEach { scripts ->
                    val refused =
                        shouldThrow<MigrationException> {
                            migrator(database, scripts) { online(OnlineMode.ALWAYS) }.upgrade()
                        }
                    refused.code() shouldBe ErrorCode.NO_ONLINE_FORM
                    refused.problems().single().message() shouldContain "orders has no primary key"
                }
            }

            test("$kind: a column that the plan itself adds is changed in parts") {
                val database = prepared(kind)
                val added =
                    listOf(
                        AddColumn(
                            orders,
                            Column.of("label", VarcharType(40)).withNullable(true),
                            null,
                            false,
                        ),
                        sql("UPDATE orders SET label = 'x'"),
                        AlterColumn(orders, "label", ColumnChange.none().withNullable(false)),
                    )
                val more =
                    AlterColumn(
                        orders,
                        "label",
                        ColumnChange.none().withDefault(DefaultValue.Literal("y")),
                    )
                val heard = Heard()
                migrator(
                        database,
                        listOf(
                            migration("aaaa", up = added),
                            migration("bbbb", "aaaa", up = listOf(more)),
                        ),
                    ) {
                        lint(LintSettings.STANDARD.withLarge(large).withGate(Gate.WARN))
                        listener(heard::on)
                    }
                    .also { it.preview(it.planUpgrade()) }
                    .upgrade()
                heard.choices.last().inParts() shouldBe true
            }

            test("$kind: a lock that others hold is waited for a while, and tried again") {
                val database = prepared(kind)
                val heard = Heard()
                val change = AlterColumn(orders, "code", ColumnChange.none().withNullable(false))
                val blocker = database.connection.apply { autoCommit = false }
                try {
                    blocker.createStatement().execute("SELECT count(*) FROM orders")
                    blocker.createStatement().execute("UPDATE orders SET amount = 1 WHERE id = 1")
                    migrator(database, listOf(migration("aaaa", up = listOf(change)))) {
                            online(OnlineMode.ALWAYS)
                            statementLockTimeout(Duration.ofSeconds(1))
                            listener { event ->
                                heard.on(event)
                                if (event is ExecutionEvent.StepRetried) blocker.rollback()
                            }
                        }
                        .upgrade()
                } finally {
                    blocker.close()
                }
                heard.retries.size shouldBe 1
                heard.blockers.shouldNotBeEmpty()
                catalog(kind, database)
                    .filter { it.orEmpty().contains("kmigrate_") }
                    .shouldBeEmpty()
            }
        }

        test("the lock timeout of a large table is five seconds unless another is said") {
            val database = prepared(TestDatabase.POSTGRESQL)
            val look = sql("CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS timeout")
            val drop = sql("DROP TABLE seen")
            fun timeout(number: Int, limit: LargeTable, said: Duration?): String? {
                val scripts =
                    listOf(
                        migration(
                            "r$number",
                            up =
                                listOf(
                                    AlterColumn(
                                        orders,
                                        "code",
                                        ColumnChange.none().withComment("$number"),
                                    ),
                                    look,
                                ),
                            down = listOf(drop),
                        )
                    )
                val migrator =
                    migrator(database, scripts) {
                        lint(large(limit))
                        if (said != null) statementLockTimeout(said)
                    }
                migrator.upgrade()
                return database.query("SELECT timeout FROM seen").single().also {
                    migrator.downgrade("base")
                }
            }
            timeout(1, large, null) shouldBe "5s"
            timeout(2, large, Duration.ofSeconds(2)) shouldBe "2s"
            timeout(3, small, null) shouldBe "0"
        }

        listOf(TestDatabase.POSTGRESQL, TestDatabase.MARIADB).forEach { kind ->
            test("$kind: each operation has its form behind others on the same table") {
                val database = prepared(kind)
                val names =
                    listOf(
                        "an index",
                        "a unique constraint",
                        "a check",
                        "a column that is not null",
                    )
                val operations =
                    OnlineCases.of(kind)
                        .filter { it.name in names && it.setup.isEmpty() }
                        .flatMap { it.operations }
                // Refused before anything runs, if one had none.
                migrator(database, listOf(migration("aaaa", up = operations))) {
                        online(OnlineMode.ALWAYS)
                    }
                    .upgrade()
                database.query("SELECT version_num FROM migrate_version") shouldBe listOf("aaaa")
            }
        }

        fun invalidIndex(database: DataSource) {
            database.execute(
                "INSERT INTO orders VALUES (-1, 0, 1, 'twice', 1), (-2, 0, 1, 'twice', 1)"
            )
            runCatching {
                database.execute("CREATE UNIQUE INDEX CONCURRENTLY ix_code ON orders (code)")
            }
            database.execute("DELETE FROM orders WHERE id < 0")
        }

        fun indexes(database: DataSource, state: String) =
            catalog(TestDatabase.POSTGRESQL, database).count {
                it.orEmpty().contains("INDEX ix_code") && it.orEmpty().contains(state)
            }

        test("an invalid index of the same definition is dropped first, and no other") {
            val database = prepared(TestDatabase.POSTGRESQL)
            invalidIndex(database)
            fun upgrade(index: CreateIndex) =
                migrator(database, listOf(migration("aaaa", up = listOf(index)))) {
                        online(OnlineMode.ALWAYS)
                    }
                    .upgrade()
            shouldThrow<MigrationException> { upgrade(index) }
                .let { it.code() shouldBe ErrorCode.OPERATION_FAILED }
            indexes(database, "false") shouldBe 1
            upgrade(CreateIndex(orders, index.index().withUnique(true), false, false))
            indexes(database, "true true") shouldBe 1
        }

        test("an index that another session is building is waited for") {
            val database = prepared(TestDatabase.POSTGRESQL)
            // The builder waits for this transaction, and its index is invalid until it ends.
            val blocker = database.connection.apply { autoCommit = false }
            blocker.createStatement().execute("UPDATE orders SET amount = 1 WHERE id = 1")
            val builder = thread {
                database.execute("CREATE INDEX CONCURRENTLY ix_code ON orders (code)")
            }
            val heard = Heard()
            try {
                eventually(10.seconds) { indexes(database, "false") shouldBe 1 }
                migrator(database, listOf(migration("aaaa", up = listOf(index)))) {
                        online(OnlineMode.ALWAYS)
                        listener { event ->
                            heard.on(event)
                            if (event is ExecutionEvent.StepRetried) {
                                blocker.rollback()
                                builder.join()
                            }
                        }
                    }
                    .upgrade()
            } finally {
                blocker.close()
                builder.join()
            }
            heard.retries.single() shouldContain "another session is building index ix_code"
            heard.statements.none { "DROP INDEX" in it } shouldBe true
        }
    })
