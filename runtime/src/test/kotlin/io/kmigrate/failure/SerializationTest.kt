package io.kmigrate.failure

import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.execution.ExecutionEvent.OperationStarted
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.graph.Resolver
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.graph.Target
import io.kmigrate.history.History
import io.kmigrate.migrator
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.plan.OfflinePlanner
import io.kmigrate.plan.Status
import io.kmigrate.revision.Migration
import io.kmigrate.revision.Revision
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeLessThanOrEqualTo
import io.kotest.matchers.shouldBe
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.lang.reflect.Modifier
import java.sql.Connection
import java.time.Duration
import javax.sql.DataSource

/** Every exception of the runtime, provoked, is the same once it was written and read. */
class SerializationTest :
    FunSpec({
        val types = exceptionTypes()

        test("an exception exists only if a caller can act on it") {
            types.size shouldBeLessThanOrEqualTo 25
        }

        test("the test provokes every kind of exception") {
            provoked.map { it.value.javaClass }.toSet() shouldContainAll
                types.filter { Modifier.isPublic(it.modifiers) && it != HiddenCause::class.java }
        }

        test("a cause whose secret is hidden survives, too") {
            val cause = IllegalStateException("outer", IllegalArgumentException("it was s3cret"))
            val hidden = HiddenCause.of(cause) { it.replace("s3cret", "***") }
            val problem = Problem.of(ErrorCode.SCRIPT_FAILED, "failed", "correct it")
            val read = copied(MigrationException(listOf(problem), hidden))
            causes(read) shouldContainExactly
                listOf(
                    "java.lang.IllegalStateException: outer",
                    "java.lang.IllegalArgumentException: it was ***",
                )
        }

        provoked.forEach { (name, failure) ->
            test("$name: ${failure.javaClass.simpleName} ${failure.code()} survives") {
                val read = copied(failure)
                read.javaClass shouldBe failure.javaClass
                read.message shouldBe failure.message
                read.problems() shouldContainExactly failure.problems()
                read.stackTrace.toList() shouldContainExactly failure.stackTrace.toList()
                causes(read) shouldContainExactly causes(failure)
                facts(read) shouldBe facts(failure)
            }
        }
    })

private fun exceptionTypes(): List<Class<*>> =
    ClassFileImporter()
        .withImportOption(ImportOption.DoNotIncludeTests())
        .importPackages("io.kmigrate")
        .filter { it.isAssignableTo(Throwable::class.java) }
        .map { it.reflect() }

private fun copied(failure: MigrationException): MigrationException {
    val bytes = ByteArrayOutputStream()
    ObjectOutputStream(bytes).use { it.writeObject(failure) }
    return ObjectInputStream(ByteArrayInputStream(bytes.toByteArray())).use {
        it.readObject() as MigrationException
    }
}

private fun causes(failure: Throwable): List<String> =
    generateSequence(failure.cause) { it.cause }.map { it.toString() }.toList()

/** What the methods of its own say, which exist in no superclass outside the project. */
private fun facts(failure: MigrationException): Map<String, Any?> =
    generateSequence<Class<*>>(failure.javaClass) { it.superclass }
        .takeWhile { it != MigrationException::class.java }
        .flatMap { it.declaredMethods.asSequence() }
        .filter { Modifier.isPublic(it.modifiers) && !Modifier.isStatic(it.modifiers) }
        .filter { it.parameterCount == 0 && !it.isSynthetic }
        .associate { it.name to it.invoke(failure) }

private val provoked: Map<String, MigrationException> by lazy {
    val forked =
        listOf(Revision.of("a111"), Revision.of("b222", "a111"), Revision.of("c333", "a111"))
    val graph = RevisionGraph.of(forked)
    val one = migration("a111", up = listOf(create("one")))
    val opaque = migration("b222", "a111", up = listOf(sql("create table gone (a int)")))
    mapOf(
            "a broken graph" to { RevisionGraph.of(listOf(Revision.of("a", "a"))) },
            "an unknown revision" to { Resolver(graph).find("nowhere") },
            "several heads" to { Resolver(graph).one(Target.parse("head")) },
            "an unknown applied revision" to { graph.applied(listOf("gone")) },
            "a target out of range" to { OfflinePlanner(graph).upgrade("+9") },
            "not at the heads" to { Status(graph, History.EMPTY).requireHeads() },
            "not up to date" to { Status(graph, History.EMPTY).requireUpToDate() },
            "an irreversible revision" to
                {
                    val database = TestDatabase.SQLITE.fresh()
                    migrator(database, listOf(one, opaque)).run {
                        upgrade()
                        downgrade("-1")
                    }
                },
            "a lost row" to
                {
                    val thief = code {
                        it.unwrap(Connection::class.java).execute("delete from migrate_version")
                    }
                    val database = TestDatabase.SQLITE.fresh()
                    migrator(database, listOf(one)).upgrade()
                    migrator(database, listOf(one, migration("b222", "a111", up = listOf(thief))))
                        .upgrade()
                },
            "an edited script" to
                {
                    val database = TestDatabase.SQLITE.fresh()
                    migrator(database, listOf(one)).upgrade()
                    migrator(database, listOf(migration("a111", up = listOf(create("two")))))
                        .upgrade()
                },
            "a failing statement" to
                {
                    upgrade(TestDatabase.POSTGRESQL, sql("select nothing from nowhere"))
                },
            "a failing statement of MariaDB" to
                {
                    upgrade(TestDatabase.MARIADB, sql("select nothing from nowhere"))
                },
            "a failing statement of H2" to
                {
                    upgrade(TestDatabase.H2, sql("select nothing from nowhere"))
                },
            "a failing code step" to
                {
                    upgrade(TestDatabase.SQLITE, code { throw Unserializable() })
                },
            "a failing commit" to
                {
                    val database = TestDatabase.POSTGRESQL.fresh()
                    database.execute("create table p (id int primary key)")
                    database.execute(
                        "create table c (p int references p deferrable initially deferred)"
                    )
                    migrator(
                            database,
                            listOf(migration("a111", up = listOf(sql("insert into c values (1)")))),
                        )
                        .upgrade()
                },
            "a dry run that cannot be rolled back" to
                {
                    migrator(TestDatabase.MARIADB.fresh(), listOf(one)).dryRunUpgrade()
                },
            "an unfinished revision" to
                {
                    unfinished { database, parted ->
                        migrator(database, listOf(parted, one)).upgrade("a111")
                    }
                },
            "an operation in flight" to
                {
                    unfinished { database, parted ->
                        migrator(database, listOf(parted)).resume(InFlightDecision.ASK)
                    }
                },
            "a database that fails" to
                {
                    val database = TestDatabase.POSTGRESQL.fresh()
                    database.execute("create table migrate_version (other int)")
                    migrator(database, listOf(one)).history()
                },
            "a database that is not there" to
                {
                    DatabaseUrl.parse("postgresql://localhost:1/none").dataSource().connection
                },
            "what a database cannot do" to
                {
                    upgrade(TestDatabase.SQLITE, CreateSchema("other", false))
                },
            "what a dialect cannot do" to
                {
                    Dialects.named("sqlite")
                        .render(
                            CreateSchema("other", false),
                            Catalog.of(Snapshot.empty()),
                        )
                },
            "a name that is not there" to
                {
                    DropTable(TableName.of("none"), false).apply(Snapshot.empty())
                },
            "a lock that others hold" to
                {
                    val database = TestDatabase.POSTGRESQL.fresh()
                    var lost: Throwable? = null
                    val waiting = code {
                        lost =
                            runCatching {
                                migrator(database, listOf(one)) { lockTimeout(Duration.ZERO) }
                                    .ensureVersion()
                            }
                                .exceptionOrNull()
                    }
                    migrator(database, listOf(migration("a111", up = listOf(waiting)))).upgrade()
                    throw lost!!
                },
        )
        .mapValues { (name, provoke) ->
            val failure = runCatching { provoke() }.exceptionOrNull()
            failure as? MigrationException ?: throw AssertionError("$name: $failure", failure)
        }
}

private class Unserializable : RuntimeException("not to be written") {
    val thread: Thread = Thread.currentThread()
}

private fun upgrade(kind: TestDatabase, operation: Operation) {
    migrator(kind.fresh(), listOf(migration("a111", up = listOf(operation)))).upgrade()
}

/** A revision of which the second operation was begun when the process ended. */
private fun unfinished(next: (DataSource, Migration) -> Unit) {
    val database = TestDatabase.MARIADB.fresh()
    val stopped = IllegalStateException("killed")
    val parted = migration("b222", up = listOf(create("one"), sql("create table two (a int)")))
    val killed =
        migrator(database, listOf(parted)) {
            listener { event ->
                if (event is OperationStarted && event.number() == 2) throw stopped
            }
        }
    runCatching { killed.upgrade() }.exceptionOrNull() shouldBe stopped
    database.execute("update migrate_history set outcome = 'in-flight'")
    next(database, parted)
}

private fun Connection.execute(sql: String) {
    createStatement().use { it.execute(sql) }
}
