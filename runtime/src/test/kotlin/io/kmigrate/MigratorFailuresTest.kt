package io.kmigrate

import io.kmigrate.bundle.BundleOptions
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.OldHistory
import io.kmigrate.lint.LintRequest
import io.kmigrate.lint.LintTarget
import io.kmigrate.operation.BulkInsert
import io.kmigrate.plan.StampMode
import io.kmigrate.repeatable.Repeatable
import io.kmigrate.repeatable.RepeatableStep
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.run.Resolution
import io.kmigrate.schema.TableName
import io.kmigrate.source.Model
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Modifier
import java.lang.reflect.Proxy
import java.nio.file.Path
import java.sql.Connection
import java.sql.SQLException
import java.util.Optional
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import kotlin.io.path.writeText

/** Every method of a migrator throws [MigrationException], with a code, and nothing else. */
class MigratorFailuresTest :
    FunSpec({
        val everything = online + offline

        test("the table has every public method") {
            listOf(Migrator::class.java, OfflineMigrator::class.java).forEach { type ->
                val methods =
                    type.declaredMethods
                        .filter {
                            Modifier.isPublic(it.modifiers) && !Modifier.isStatic(it.modifiers)
                        }
                        .map { it.name }
                everything.map { it.method } + OTHERS shouldContainAll methods
            }
        }

        databases().forEach { (broken, source) ->
            test("diagnose reports $broken") {
                migrator(source(), chain).diagnose().isReady shouldBe false
            }

            test("statements with $broken") {
                shouldFail { migrator(source(), chain).statements(SHOWN) }
            }

            online
                .filter { it.needsDatabase }
                .forEach { call ->
                    test("${call.name} with $broken") {
                        shouldFail {
                            call.on(
                                migrator(source(), chain) {
                                    model(Model.ofTables("io.kmigrate.none"))
                                }
                            )
                        }
                    }
                }
        }

        TARGETS.forEach { target ->
            test("no target causes another exception: \"$target\"") {
                val database = TestDatabase.SQLITE.fresh()
                everything
                    .filter { it.takesTarget }
                    .forEach { call ->
                        withClue(call.name) {
                            shouldFailOrPass { call.to(migrator(database, forked), target) }
                        }
                    }
            }
        }

        scripts().forEach { (broken, migrations) ->
            everything
                .filter { it.needsScripts }
                .forEach { call ->
                    test("${call.name} with $broken") {
                        shouldFail { call.on(migrator(TestDatabase.SQLITE.fresh(), migrations)) }
                    }
                }
        }

        test("a missing database, model and folder of scripts are reported") {
            val bare = Migrator.builder().source(MigrationSource.of(chain)).build()
            online
                .filter { it.needsDatabase }
                .forEach { withClue(it.name) { shouldFail { it.on(bare) } } }
            shouldFail {
                migrator(TestDatabase.SQLITE.fresh(), chain).compareWithHistory(ObjectFilter.all())
            }
            shouldFail {
                migrator(TestDatabase.SQLITE.fresh(), chain)
                    .bundle(BundleOptions.of(Path.of("x.jar")))
            }
            shouldFail { Migrator.builder().scripts(Path.of("nowhere")).build() }
        }

        test("a database that breaks at any statement is reported") {
            everyBreak { failing ->
                migrator(failing, chain).upgrade()
                migrator(failing, chain).downgrade("-1")
                migrator(failing, chain).stamp("head")
                migrator(failing, chain).status()
                migrator(failing, chain).log(0)
            }
        }

        test("a file that is no database is reported") {
            val file =
                tempdir().toPath().resolve("app.db").apply { writeText("no database ".repeat(99)) }
            val source = DatabaseUrl.parse("sqlite:$file").dataSource()
            online
                .filter { it.needsDatabase }
                .forEach { call ->
                    withClue(call.name) { shouldFail { call.on(migrator(source, chain)) } }
                }
        }

        test("a value that SQL text cannot hold is reported") {
            val odd = BulkInsert(TableName.of("one"), listOf(mapOf("id" to Thread.currentThread())))
            val migrations = listOf(migration("a111", up = listOf(create("one"), odd)))
            shouldFail { migrator(TestDatabase.SQLITE.fresh(), migrations).upgrade() }
            shouldFail {
                migrator(TestDatabase.SQLITE.fresh(), migrations)
                    .offline(Dialects.named("sqlite"))
                    .upgrade("head")
            }
        }

        test(
            "an exception of a listener or a consumer of warnings passes through, or is the cause"
        ) {
            val stopped = IllegalStateException("stopped")
            fun heard(stop: (ExecutionEvent) -> Boolean) =
                migrator(TestDatabase.SQLITE.fresh(), chain) {
                    listener { if (stop(it)) throw stopped }
                }
            shouldThrow<IllegalStateException> {
                heard { it is ExecutionEvent.RunStarted }.upgrade()
            } shouldBeSameInstanceAs stopped
            shouldThrow<IllegalStateException> {
                heard { it is ExecutionEvent.OperationStarted }.upgrade()
            } shouldBeSameInstanceAs stopped
            shouldThrow<OperationFailedException> {
                    heard { it is ExecutionEvent.StatementStarted }.upgrade()
                }
                .cause shouldBe stopped
            val missing = DatabaseUrl.parse("sqlite:${tempdir().resolve("none.db")}").dataSource()
            shouldThrow<IllegalStateException> {
                migrator(missing, chain) { warnings { throw stopped } }.status()
            } shouldBeSameInstanceAs stopped
        }

        test("null is a NullPointerException, as everywhere") {
            val migrator = migrator(TestDatabase.SQLITE.fresh(), chain)
            Migrator::class
                .java
                .declaredMethods
                .filter { Modifier.isPublic(it.modifiers) && !Modifier.isStatic(it.modifiers) }
                .filter {
                    it.parameterTypes.isNotEmpty() &&
                        it.parameterTypes.none { type -> type.isPrimitive }
                }
                .forEach { method ->
                    withClue(method.toString()) {
                        val thrown = runCatching {
                            method.invoke(migrator, *arrayOfNulls<Any>(method.parameterCount))
                        }
                            .exceptionOrNull()
                        if (thrown is InvocationTargetException) {
                            val cause = thrown.targetException
                            if (cause !is MigrationException)
                                cause.shouldBeInstanceOf<NullPointerException>()
                        }
                    }
                }
        }
    })

/** @param call with a target, where the method takes one */
private class Call(
    val name: String,
    val method: String = name,
    val needsDatabase: Boolean = true,
    val needsScripts: Boolean = true,
    val takesTarget: Boolean = false,
    private val target: String = "head",
    private val call: Migrator.(String) -> Any?,
) {
    fun on(migrator: Migrator) = migrator.call(target)

    fun to(migrator: Migrator, other: String) = migrator.call(other)
}

private val online =
    listOf(
        Call("graph", needsDatabase = false) { graph() },
        Call("history", needsScripts = false) { history() },
        Call("status") { status() },
        Call("log", needsScripts = false) { log(1) },
        Call("backfills", needsScripts = false) { backfills().list() },
        Call("report") { report(1) },
        Call("planUpgrade", takesTarget = true) { planUpgrade(it) },
        Call("preview", takesTarget = true) { preview(planUpgrade(it)) },
        Call("choices", takesTarget = true) { choices(planUpgrade(it)) },
        Call("planDowngrade", takesTarget = true, target = "base") { planDowngrade(it) },
        Call("validate", needsDatabase = false) { validate() },
        Call("validate for a dialect", "validate", needsDatabase = false) {
            validate(Dialects.named("sqlite"))
        },
        Call("lint") { lint(LintRequest.pending()) },
        Call("lint of a range", "lint", needsDatabase = false, takesTarget = true) {
            lint(LintRequest.range(it).offline(LintTarget.offline("sqlite", Optional.empty())))
        },
        Call("upgrade", takesTarget = true) { upgrade(it) },
        Call("dryRunUpgrade", takesTarget = true) { dryRunUpgrade(it) },
        Call("downgrade", takesTarget = true, target = "base") { downgrade(it) },
        Call("dryRunDowngrade", takesTarget = true, target = "base") { dryRunDowngrade(it) },
        Call("requireUpToDate", takesTarget = true) { requireUpToDate(it) },
        Call("requireUnchanged") { requireUnchanged() },
        Call("upgrade with late revisions", "includingLate", takesTarget = true) {
            includingLate().upgrade(it)
        },
        Call("resume") { resume(InFlightDecision.ASK) },
        Call("resolve", takesTarget = true) { resolve(it, Resolution.APPLIED, "by hand") },
        Call("adopt") { adopt { _, _ -> OldHistory.Applied(listOf("none"), emptyList()) } },
        Call("dry run of adopt", "dryRunAdopt") {
            dryRunAdopt { _, _ -> OldHistory.Applied(listOf("none"), emptyList()) }
        },
        Call("stamp", takesTarget = true) { stamp(it) },
        Call("stamp by a mode", "stamp", takesTarget = true) { stamp(StampMode.PURGE, it) },
        Call("stampExisting", takesTarget = true) { stampExisting(it) },
        Call("ensureVersion", needsScripts = false) { ensureVersion() },
        Call("repair", takesTarget = true) { repair("known", it) },
        Call("bundle", needsDatabase = false) { bundle(BundleOptions.of(Path.of("x.jar"))) },
        Call("schema", needsDatabase = false, takesTarget = true) { schema(it) },
        Call("schemaHistory", needsDatabase = false, takesTarget = true) { schemaHistory(it) },
        Call("compareWithDatabase") { compareWithDatabase(ObjectFilter.all()) },
        Call("compareWithHistory", needsDatabase = false) {
            compareWithHistory(ObjectFilter.all())
        },
        Call("baseline", needsScripts = false) { baseline(ObjectFilter.all()) },
    )

private val offline =
    listOf(
        Call("offline", needsDatabase = false) { offline(Dialects.named("sqlite")) },
        Call("offline upgrade", "upgrade", needsDatabase = false, takesTarget = true) {
            offline(Dialects.named("postgresql")).upgrade(it)
        },
        Call("offline downgrade", "downgrade", needsDatabase = false, takesTarget = true) {
            offline(Dialects.named("postgresql")).downgrade(it)
        },
        Call("offline stamp", "stamp", needsDatabase = false, takesTarget = true) {
            offline(Dialects.named("postgresql")).stamp(it)
        },
        Call("offline expand", "expand", needsDatabase = false, takesTarget = true) {
            offline(Dialects.named("postgresql")).expand(it)
        },
        Call("offline ensureVersion", "ensureVersion", needsDatabase = false) {
            offline(Dialects.named("postgresql")).ensureVersion()
        },
    )

/**
 * The first tells what it finds. The second asks for no more than the kind of the database, which a
 * URL tells, too. The third loads scripts of objects alone, which these sources do not have.
 */
private val OTHERS = listOf("diagnose", "statements", "repeatables")

private val SHOWN =
    RepeatableStep(
        RepeatableStep.Action.APPLY,
        Repeatable(
            Repeatable.Kind.VIEW,
            TableName.of("seen"),
            null,
            null,
            "select 1",
            null,
            emptyList(),
        ),
        RepeatableStep.Reason.NEW,
        "",
        null,
    )

private val chain =
    listOf(
        migration("a111", up = listOf(create("one"))),
        migration(
            "b222",
            "a111",
            up = listOf(sql("create table two (a int)")),
            down = listOf(sql("drop table two")),
        ),
    )

private val forked = chain + migration("c333", "a111", up = listOf(create("three")))

private val TARGETS =
    listOf(
        "",
        " ",
        "@",
        "a111@",
        "@b222",
        "@@",
        "a@b@c",
        ":",
        "::",
        "a111:",
        ":b222",
        "a111:b222",
        "b222:a111",
        "a:b:c",
        "+",
        "-",
        "+0",
        "-0",
        "+1",
        "-1",
        "+99999999999999999999",
        "-99999999999999999999",
        "a111+1",
        "a111-1",
        "a111+9",
        "head-1",
        "heads",
        "head",
        "base",
        "base+1",
        "base-1",
        "current",
        "current+1",
        "current-9",
        "nowhere@head",
        "b222@head",
        "b222@c333",
        "b222@base",
        "b222@-1",
        "c",
        "a11",
        "Ä\u0000",
        "%s",
        "'; drop table one",
        "\n",
        "a".repeat(999),
    )

private fun databases(): List<Pair<String, () -> DataSource>> =
    listOf(
        "a data source that throws SQLException" to
            {
                source { throw SQLException("no", "08001") }
            },
        "a data source that throws another exception" to
            {
                source { throw IllegalStateException("pool is closed") }
            },
        "a data source that gives null" to { source { null } },
        "a connection that is closed" to
            {
                TestDatabase.SQLITE.fresh().let { real ->
                    source { real.connection.apply { close() } }
                }
            },
    )

private fun source(connect: () -> Connection?): DataSource =
    proxy(DataSource::class.java) { name, _ ->
        when (name) {
            "getConnection" -> connect()
            "isWrapperFor" -> false
            else -> throw UnsupportedOperationException(name)
        }
    }

/**
 * Runs [work] again and again, each time with a database that fails at its next statement, until
 * none fails.
 */
private fun everyBreak(work: (DataSource) -> Unit) {
    var at = 0
    while (true) {
        val left = AtomicInteger(at++)
        val real = TestDatabase.SQLITE.fresh()
        val failing = source { failing(real.connection, left) }
        val thrown = runCatching { work(failing) }.exceptionOrNull()
        if (left.get() >= 0) {
            thrown shouldBe null
            (at > 20) shouldBe true
            return
        }
        withClue("broken at $at") {
            thrown.shouldBeInstanceOf<MigrationException>().code().shouldNotBeNull()
        }
    }
}

private fun failing(real: Connection, left: AtomicInteger): Connection =
    proxy(Connection::class.java) { name, call ->
        if (name in STATEMENTS && left.getAndDecrement() <= 0)
            throw SQLException("broken pipe", "08006")
        call(real)
    }

private val STATEMENTS = setOf("createStatement", "prepareStatement", "commit", "getMetaData")

private fun <T> proxy(type: Class<T>, answer: (String, (Any) -> Any?) -> Any?): T =
    type.cast(
        Proxy.newProxyInstance(
            type.classLoader ?: MigratorFailuresTest::class.java.classLoader,
            arrayOf(type),
        ) { _, method, arguments ->
            answer(method.name) { real ->
                try {
                    method.invoke(real, *arguments.orEmpty())
                } catch (failure: InvocationTargetException) {
                    throw failure.targetException
                }
            }
        }
    )

private fun scripts(): List<Pair<String, List<Migration>>> =
    listOf(
        "a circle" to
            listOf(
                migration("a111", "b222", up = listOf()),
                migration("b222", "a111", up = listOf()),
            ),
        "a parent that is missing" to listOf(migration("b222", "gone", up = listOf())),
    )

private fun shouldFail(block: () -> Any?) {
    shouldThrow<MigrationException>(block).problems().forEach { it.code().shouldNotBeNull() }
}

private fun shouldFailOrPass(block: () -> Any?) {
    val thrown = runCatching(block).exceptionOrNull() ?: return
    thrown.shouldBeInstanceOf<MigrationException>().code().shouldNotBeNull()
}
