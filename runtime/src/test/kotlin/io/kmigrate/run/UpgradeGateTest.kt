package io.kmigrate.run

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.varchar
import io.kmigrate.execution.StepPreview
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.lint.Level
import io.kmigrate.lint.LintRequest
import io.kmigrate.lint.LintSettings
import io.kmigrate.lint.LintSettings.Gate
import io.kmigrate.lint.Severity
import io.kmigrate.migrator
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.OnlineMode
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Index
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import javax.sql.DataSource

/** Upgrades of databases whose tables are large, as a hundred rows are here. */
class UpgradeGateTest :
    FunSpec({
        val large = LintSettings.STANDARD.withLarge(LargeTable(100, Long.MAX_VALUE))
        val users =
            Table.of(
                name("users"),
                listOf(nullable("a", varchar(50)), nullable("b", varchar(50))),
                null,
            )
        val first = migration("a", null, CreateTable(users, false))

        fun DataSource.withRows(count: Int): DataSource = apply {
            migrator(this, listOf(first)).upgrade("head")
            val quote =
                if (connection.use { it.metaData.identifierQuoteString } == "`") "`" else "\""
            fun quoted(text: String) = text.replace("\"", quote)
            execute(quoted("insert into \"users\" (\"a\") values ('x')"))
            var rows = 1
            while (rows < count) {
                execute(quoted("insert into \"users\" (\"a\") select \"a\" from \"users\""))
                rows *= 2
            }
        }

        fun DataSource.upgrade(
            settings: LintSettings,
            vararg operations: ScriptOperation,
            online: OnlineMode = OnlineMode.AUTO,
        ): List<String> {
            val warnings = mutableListOf<String>()
            val second = migration("b", "a", operations.toList())
            migrator(this, listOf(first, second)) {
                    lint(settings)
                    online(online)
                    warnings { warnings += it }
                }
                .upgrade("head")
            return warnings
        }

        val drop = ScriptOperation.of(DropColumn(name("users"), "b", false))
        val asserted = ScriptOperation(drop.operation(), null, "nobody uses it")

        TestDatabase.entries.forEach { database ->
            test("$database: an error on a large table is refused before anything runs") {
                val source = database.fresh().withRows(400)
                if (database.isOfMysql) source.execute("analyze table users")
                val refused = shouldThrow<MigrationException> { source.upgrade(large, drop) }
                refused.problems().map { it.code() } shouldBe listOf(ErrorCode.UNSAFE_OPERATION)
                refused.problems()[0].message() shouldContain "all values of users.b are lost"
                source.query("select version_num from migrate_version") shouldBe listOf("a")
                source.query("select count(*) from migrate_history") shouldBe listOf("1")
                source.upgrade(large.withGate(Gate.WARN), drop) shouldContain
                    "all values of users.b are lost [drop-column]"
                source.query("select version_num from migrate_version") shouldBe listOf("b")
            }

            test("$database: a dry run is judged as the upgrade is") {
                val source = database.fresh().withRows(400)
                if (database.isOfMysql) source.execute("analyze table users")
                if (database == TestDatabase.POSTGRESQL) source.execute("analyze users")
                val index = CreateIndex(name("users"), Index.of("ix", "a"), false, false)
                fun dryRun(operation: Operation, settings: LintSettings, mode: OnlineMode) =
                    runCatching {
                        val second = migration("b", "a", operation)
                        migrator(source, listOf(first, second)) { lint(settings).online(mode) }
                            .dryRunUpgrade("head")
                    }
                    .exceptionOrNull()
                    ?.let { (it as MigrationException).code() }
                val off = large.withGate(Gate.OFF)
                dryRun(drop.operation(), large, OnlineMode.AUTO) shouldBe ErrorCode.UNSAFE_OPERATION
                val ran = if (database.undoesDdl) null else ErrorCode.DRY_RUN
                dryRun(drop.operation(), off, OnlineMode.AUTO) shouldBe ran
                dryRun(drop.operation(), large.withGate(Gate.WARN), OnlineMode.AUTO) shouldBe ran
                // What runs in parts cannot be tried without stopping others.
                dryRun(index, large, OnlineMode.AUTO) shouldBe
                    if (database == TestDatabase.POSTGRESQL) ErrorCode.DRY_RUN else ran
                dryRun(index, off, OnlineMode.NEVER) shouldBe ran
                if (database == TestDatabase.POSTGRESQL) {
                    dryRun(index, large, OnlineMode.NEVER) shouldBe ErrorCode.UNSAFE_OPERATION
                    dryRun(index, large, OnlineMode.ALWAYS) shouldBe ErrorCode.DRY_RUN
                }
                source.query("select version_num from migrate_version") shouldBe listOf("a")
                source.query("select count(*) from migrate_history") shouldBe listOf("1")
            }

            test("$database: small and asserted operations run, and the reason is kept") {
                val source = database.fresh().withRows(4)
                source.upgrade(large, asserted).shouldBeEmpty()
                source.query("select message from migrate_history where revision = 'b'") shouldBe
                    listOf("unsafe: nobody uses it")
            }
        }

        test("an assertion, a level, and a gate that is off let a large table change") {
            listOf(
                    large to asserted,
                    large.withGate(Gate.OFF) to drop,
                    LintSettings(
                        mapOf("drop-column" to Level.WARNING),
                        large.large(),
                        Gate.ERROR,
                    ) to drop,
                )
                .forEach { (settings, operation) ->
                    val source = TestDatabase.SQLITE.fresh().withRows(400)
                    source.upgrade(settings, operation).shouldBeEmpty()
                }
        }

        test(
            "PostgreSQL: an index in operations and in SQL text is refused with the size of the table"
        ) {
            val source = TestDatabase.POSTGRESQL.fresh().withRows(400)
            source.execute("analyze users")
            fun refused(mode: OnlineMode) =
                shouldThrow<MigrationException> {
                        source.upgrade(
                            large,
                            ScriptOperation.of(
                                CreateIndex(name("users"), Index.of("ix", "a"), false, false)
                            ),
                            ScriptOperation.of(ExecuteSql("CREATE INDEX iy ON users (b)")),
                            ScriptOperation.of(
                                CreateIndex(name("users"), Index.of("iz", "a"), false, true)
                            ),
                            online = mode,
                        )
                    }
                    .problems()
                    .map { it.message().substringBefore(" rows") }
            fun blocked(index: String) =
                "writes to users are blocked for the whole build of $index: 512"
            refused(OnlineMode.NEVER) shouldBe listOf(blocked("ix"), blocked("iy"))
            // The index of an operation is built beside the writers.
            refused(OnlineMode.AUTO) shouldBe listOf(blocked("iy"))
        }

        fun alter(column: String, change: ColumnChange) = AlterColumn(name("users"), column, change)

        // An operation, and what is said of it even where it keeps no one waiting.
        val changes =
            listOf(
                alter("a", ColumnChange.none().withNullable(false)) to listOf(),
                CreateIndex(name("users"), Index.of("ux", "b").withUnique(true), false, false) to
                    listOf(),
                CreateCheckConstraint(name("users"), CheckConstraint("ck", "a <> 'y'")) to listOf(),
                alter("b", ColumnChange.none().withType(varchar(900))) to listOf(),
                alter("b", ColumnChange.none().withType(varchar(20))) to listOf("narrow-type"),
            )

        TestDatabase.entries.forEach { database ->
            test("$database: an operation is refused unless it runs in parts") {
                val source = database.fresh().withRows(400)
                if (database.isOfMysql) source.execute("analyze table users")
                if (database == TestDatabase.POSTGRESQL) source.execute("analyze users")
                val ran = changes.map { (operation, left) ->
                    val scripts =
                        listOf(first, migration("b", "a", listOf(ScriptOperation.of(operation))))
                    val planner = migrator(source, scripts) { lint(large) }
                    fun errors(mode: OnlineMode) =
                        migrator(source, scripts) { lint(large).online(mode) }
                            .lint(LintRequest.pending())
                            .entries()
                            .filter { it.finding().severity() == Severity.ERROR }
                            .map { it.finding().code() }
                    val inParts =
                        planner.choices(planner.planUpgrade("head"))[0].parts().any {
                            it.commit() == StepPreview.Commit.IN_PARTS
                        }
                    withClue(operation) {
                        errors(OnlineMode.AUTO) shouldBe
                            if (inParts) left else errors(OnlineMode.NEVER)
                    }
                    inParts
                }
                ran shouldBe
                    when (database) {
                        TestDatabase.POSTGRESQL -> listOf(true, true, true, false, false)
                        TestDatabase.MARIADB -> listOf(true, true, true, true, true)
                        TestDatabase.MYSQL -> listOf(true, true, false, false, false)
                        else -> List(changes.size) { false }
                    }
            }
        }

        test(
            "lint says what is pending, with the sizes there are, or of a range without a database"
        ) {
            val source = TestDatabase.POSTGRESQL.fresh().withRows(4)
            val index =
                ScriptOperation.of(CreateIndex(name("users"), Index.of("ix", "a"), false, false))
            val migrator = migrator(source, listOf(first, migration("b", "a", listOf(index, drop))))
            fun codes(request: LintRequest) =
                migrator
                    .lint(request)
                    .entries()
                    .filter { it.finding().severity() == Severity.ERROR }
                    .map { it.finding().code() }
            codes(LintRequest.pending()) shouldBe listOf("drop-column")
            val offline =
                io.kmigrate.lint.LintTarget.offline("postgresql", java.util.Optional.empty())
            codes(LintRequest.range("a:b").offline(offline)) shouldBe
                listOf("pg-index-not-concurrent", "drop-column")
            codes(LintRequest.revisions(listOf("b")).offline(offline)) shouldHaveSize 2
            codes(LintRequest.range("base:b").offline(offline)).shouldBeEmpty()
            shouldThrow<MigrationException> { codes(LintRequest.revisions(listOf("z"))) }
                .code() shouldBe ErrorCode.UNKNOWN_REVISION
        }

        listOf(TestDatabase.POSTGRESQL, TestDatabase.H2).forEach { database ->
            test("$database: a column that is required already is not judged") {
                val source = database.fresh().withRows(400)
                val required = alter("a", ColumnChange.none().withNullable(false))
                shouldThrow<MigrationException> {
                        source.upgrade(
                            large,
                            ScriptOperation.of(required),
                            online = OnlineMode.NEVER,
                        )
                    }
                    .code() shouldBe ErrorCode.UNSAFE_OPERATION
                source.execute("alter table \"users\" alter column \"a\" set not null")
                source.upgrade(large, ScriptOperation.of(required), online = OnlineMode.NEVER)
                source.query("select version_num from migrate_version") shouldBe listOf("b")
            }
        }

        test("PostgreSQL: a role that may not ask for sizes is told so, and every table is large") {
            val owner = TestDatabase.POSTGRESQL.fresh()
            val role = "blind_${System.nanoTime()}"
            owner.execute("create role $role")
            owner.execute("grant create, usage on schema public to $role")
            owner.execute("revoke execute on function pg_relation_size(regclass) from public")
            owner.execute("revoke execute on function pg_total_relation_size(regclass) from public")
            val url = TestPostgres.url(owner)
            val blind =
                UrlDataSource("$url${if ('?' in url) '&' else '?'}options=-c%20role%3D$role")
            blind.withRows(4)
            val index = CreateIndex(name("users"), Index.of("ix", "a"), false, false)
            val said = mutableListOf<String>()
            fun migrator(operation: Operation) =
                migrator(blind, listOf(first, migration("b", "a", operation))) {
                    lint(large)
                    warnings { said += it }
                }
            val warning = "the database does not tell how large its tables are"
            fun code(run: () -> Unit) =
                runCatching(run).exceptionOrNull()?.let { (it as MigrationException).code() }
            listOf<Triple<String, () -> Unit, ErrorCode?>>(
                    Triple(
                        "upgrade",
                        { migrator(drop.operation()).upgrade("head") },
                        ErrorCode.UNSAFE_OPERATION,
                    ),
                    Triple(
                        "dry run",
                        { migrator(drop.operation()).dryRunUpgrade("head") },
                        ErrorCode.UNSAFE_OPERATION,
                    ),
                    Triple(
                        "lint",
                        { migrator(index).lint(LintRequest.pending()).hasErrors() shouldBe false },
                        null,
                    ),
                    Triple("in parts", { migrator(index).upgrade("head") }, null),
                )
                .forEach { (surface, run, expected) ->
                    withClue(surface) {
                        said.clear()
                        code(run) shouldBe expected
                        said.first() shouldContain warning
                    }
                }
            owner.execute("drop owned by $role")
            owner.execute("drop role $role")
        }

        test("operations that an unfinished revision has done are not judged again") {
            val source = TestDatabase.POSTGRESQL.fresh().withRows(400)
            source.execute("analyze users")
            source.execute("create table ix (id int)")
            val index =
                ScriptOperation.of(CreateIndex(name("users"), Index.of("ix", "a"), false, true))
            shouldThrow<MigrationException> {
                    source.upgrade(large.withGate(Gate.OFF), drop, index)
                }
                .code() shouldBe ErrorCode.OPERATION_FAILED
            source.execute("drop table ix")
            source.upgrade(large, drop, index)
            source.query("select version_num from migrate_version") shouldBe listOf("b")
        }

        test("the gate judges nothing while another run has the lock") {
            val source = TestDatabase.POSTGRESQL.fresh().withRows(400)
            source.execute("analyze users")
            val scripts = listOf(first, migration("b", "a", listOf(drop)))
            fun upgrade() =
                shouldThrow<MigrationException> {
                        migrator(source, scripts) { lint(large).lockTimeout(Duration.ZERO) }
                            .upgrade("head")
                    }
                    .code()
            Dialects.named("postgresql").locking().lock(source, "migrate_version").use {
                it.tryAcquire() shouldBe true
                upgrade() shouldBe ErrorCode.LOCKED
            }
            upgrade() shouldBe ErrorCode.UNSAFE_OPERATION
        }

        test("a reason changes no checksum") {
            fun digest(operation: ScriptOperation) =
                migration("b", "a", listOf(operation)).let { MigrationDigest.of(it, it.revision()) }
            digest(asserted) shouldBe digest(drop)
        }

        test("a rule that there is not is refused with a near name") {
            val refused =
                shouldThrow<MigrationException> {
                    LintSettings(mapOf("drop-colum" to Level.OFF), LargeTable.STANDARD, Gate.ERROR)
                }
            refused.code() shouldBe ErrorCode.UNKNOWN_RULE
            "${refused.problems()[0].fix()}" shouldContain "drop-column"
        }
    })

private fun migration(id: String, parent: String?, vararg operations: Operation) =
    migration(id, parent, operations.map { ScriptOperation.of(it) })

private fun migration(id: String, parent: String?, operations: List<ScriptOperation>) =
    Migration(
        if (parent == null) Revision.of(id) else Revision.of(id, parent),
        MigrationOptions.STANDARD,
        operations,
        Migration.Derived(),
    )
