package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.execution.InFlightDecision
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.Operation
import io.kmigrate.plan.StampMode
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.Revision
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource
import org.postgresql.ds.PGSimpleDataSource

/** A revision that scripts put beneath applied ones is never skipped in silence. */
class LateRevisionsTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("a late revision is refused as an edit is, on every way, and changes nothing") {
                database ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE, V6)
                late.refusals().forEach { (way, run) ->
                    withClue(way) {
                        val failure = shouldFailWith(ErrorCode.LATE_REVISION) { run() }
                        failure.outcome().exitCode() shouldBe 5
                        failure.problems().map { it.message() } shouldContainExactly
                            listOf(
                                "revision v4 \"make v4\" is missing: it was never applied, " +
                                    "but v5 \"make v5\" above it is"
                            )
                        failure.problems().single().location()?.file() shouldBe "v4.migration.kts"
                    }
                }
                val status = late.status()
                status.missing().ids() shouldContainExactly listOf("v4")
                status.pending().ids() shouldContainExactly listOf("v6")
                status.applied().ids() shouldContainExactly listOf("v3", "v5")
                tables(database) shouldContainExactly listOf("v3", "v5")
                history(database) shouldContainExactly listOf("v3 up", "v5 up")
            }

            test("it is applied late where its operations commute, with what is pending") { database
                ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE, V6).includingLate()
                late.planUpgrade("head").steps().map { it.revision().id() } shouldContainExactly
                    listOf("v4", "v6")
                val report = late.upgrade()
                report.steps().map { it.revision() } shouldContainExactly listOf("v4", "v6")
                report.revisions() shouldContainExactly listOf("v6")
                tables(database) shouldContainExactly listOf("v3", "v4", "v5", "v6")
                val next = migrator(database, V3, V4, V5_LATE, V6)
                next.upgrade().steps().shouldBeEmpty()
                next.status().late().isEmpty shouldBe true
                next.downgrade("base").steps().map { it.revision() } shouldContainExactly
                    listOf("v6", "v5", "v4", "v3")
                tables(database).shouldBeEmpty()
            }

            test("two late revisions, and one in each branch of a merge, are applied in order") {
                database ->
                val left = migration("left", "v3", up = listOf(create("left")))
                val merge = migration("merge", "left", "v5", up = listOf(create("merge")))
                migrator(database, V3, V5, left, merge).upgrade()
                val lateLeft = migration("late_left", "v3", up = listOf(create("late_left")))
                val now =
                    migrator(
                        database,
                        V3,
                        V4,
                        V5_LATE,
                        lateLeft,
                        migration("left", "late_left", up = listOf(create("left"))),
                        merge,
                    )
                now.status().missing().ids() shouldContainExactly listOf("late_left", "v4")
                shouldThrow<MigrationException> { now.upgrade() }.problems().size shouldBe 2
                now.includingLate().upgrade().revisions() shouldContainExactly listOf("merge")
                now.upgrade().steps().shouldBeEmpty()
                tables(database) shouldContainExactly
                    listOf("late_left", "left", "merge", "v3", "v4", "v5")
            }

            test("it is not applied where operations do not commute, which are named") { database ->
                migrator(database, V3, V5).upgrade()
                fun refused(vararg up: Operation): String {
                    val own = migration("v4", "v3", up = up.toList())
                    val migrator = migrator(database, V3, own, V5_LATE).includingLate()
                    return shouldFailWith(ErrorCode.LATE_CONFLICT) { migrator.upgrade() }
                        .problems()
                        .single()
                        .message()
                }
                refused(create("other"), create("v5")) shouldContain
                    "its createTable v5 does not commute with createTable v5 of v5 \"make v5\""
                refused(sql("insert into v3 (id) values (1)")) shouldContain
                    "no one knows what execute"
                refused(code("look") {}) shouldContain "no one knows what data look touches"
                tables(database) shouldContainExactly listOf("v3", "v5")
                history(database) shouldContainExactly listOf("v3 up", "v5 up")
            }

            test("a stamp declares a revision and its ancestors applied") { database ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE, V6)
                late.stamp("v5").revisions() shouldContainExactly listOf("v5")
                late.upgrade().steps().map { it.revision() } shouldContainExactly listOf("v6")
                tables(database) shouldNotContain "v4"
            }

            test("a stamp of another branch says nothing of it") { database ->
                val other = migration("other", up = listOf(create("other")))
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE, other)
                late.stamp("other")
                shouldFailWith(ErrorCode.LATE_REVISION) { late.upgrade("heads") }
            }

            test("a repair that names it says that it is there; one that names nothing does not") {
                database ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE)
                late.repair("only the parent").map { it.id() } shouldContainExactly listOf("v5")
                shouldFailWith(ErrorCode.LATE_REVISION) { late.upgrade() }
                late.repair("made by hand", "v4").map { it.id() } shouldContainExactly listOf("v4")
                late.upgrade().steps().shouldBeEmpty()
                database.query(
                    "select message from migrate_history where direction = 'repair' order by id"
                ) shouldContainExactly listOf("only the parent", "made by hand")
                val edited = migration("v4", "v3", up = listOf(create("another")))
                shouldThrow<EditedScriptException> {
                    migrator(database, V3, edited, V5_LATE).upgrade()
                }
            }

            test("a repair of it accepts what was moved because of it") { database ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE)
                late.repair("made by hand", "v4").map { it.id() } shouldContainExactly
                    listOf("v4", "v5")
                late.upgrade().steps().shouldBeEmpty()
            }

            test("a changed parent of an applied revision is refused, and accepted by a repair") {
                database ->
                migrator(database, V3, V4, V5_LATE).upgrade()
                val moved = migrator(database, V3, migration("v4", "v5", up = V4_UP), V5)
                moved.refusals().forEach { (way, run) ->
                    withClue(way) {
                        val failure = shouldFailWith(ErrorCode.CHANGED_PARENT) { run() }
                        failure.outcome().exitCode() shouldBe 5
                        failure.problems().map { it.message() } shouldContainExactly
                            listOf(
                                "revision v5 \"make v5\" was applied on v4, and its script now names v3",
                                "revision v4 \"make v4\" was applied on v3, and its script now names v5",
                            )
                    }
                }
                moved.repair("the order does not matter")
            }

            test("a parent that has a row of its own becomes one of a line by a repair") { database
                ->
                val branch = migration("v4", "v3", up = V4_UP)
                migrator(database, V3, branch, V5).upgrade("heads")
                val line = migrator(database, V3, branch, V5_LATE)
                shouldFailWith(ErrorCode.CHANGED_PARENT) { line.upgrade() }
                line.repair("one line")
                line.history().rows() shouldContainExactly listOf("v5")
                line.upgrade().steps().shouldBeEmpty()
            }

            test(
                "a repair of moved scripts leaves their former parents applied, wherever these are now"
            ) { database ->
                for ((clue, case) in MOVES) {
                    withClue(clue) {
                        val (before, after, rows) = case
                        migrator(database, *before.toTypedArray()).upgrade("heads")
                        val moved = migrator(database, *after.toTypedArray())
                        shouldFailWith(ErrorCode.CHANGED_PARENT) { moved.upgrade("heads") }
                        moved.repair("moved")
                        moved.history().rows() shouldContainExactly rows
                        moved.upgrade("heads").steps().shouldBeEmpty()
                        moved.status().pending().ids().shouldBeEmpty()
                        moved.downgrade("base").revisions().shouldBeEmpty()
                        tables(database).shouldBeEmpty()
                    }
                }
            }

            test("a repair does not bring back what was reverted since a script moved off it") {
                database ->
                migrator(database, V3, V4, V5_LATE).upgrade()
                val moved = migrator(database, V3, V4, migration("v5", up = V5_UP))
                moved.repair("moved")
                moved.downgrade("v4@base").revisions() shouldContainExactly listOf("v5")
                val edited =
                    migrator(database, V3, V4, migration("v5", up = V5_UP + sql("select 1")))
                edited.repair("edited").map { it.id() } shouldContainExactly listOf("v5")
                edited.history().rows() shouldContainExactly listOf("v5")
            }

            test("a downgrade passes by what was never applied") { database ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE, V6)
                late.downgrade("v3").steps().map { it.revision() } shouldContainExactly listOf("v5")
                late.history().rows() shouldContainExactly listOf("v3")
                late.upgrade().steps().map { it.revision() } shouldContainExactly
                    listOf("v4", "v5", "v6")
                tables(database) shouldContainExactly listOf("v3", "v4", "v5", "v6")
            }

            test("a downgrade onto it ends beneath it, and one to base reverts the rest") { database
                ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE)
                late.downgrade("v4").revisions() shouldContainExactly listOf("v3")
                late.downgrade("base").revisions().shouldBeEmpty()
                tables(database).shouldBeEmpty()
            }

            test("a downgrade does not leave an applied revision behind") { database ->
                migrator(database, V3, V4, V5_LATE).upgrade()
                val moved = migrator(database, V3, migration("v4", "v5", up = V4_UP), V5)
                shouldFailWith(ErrorCode.CHANGED_PARENT) { moved.downgrade("v3") }
                tables(database) shouldContainExactly listOf("v3", "v4", "v5")
            }

            test("after a downgrade and an upgrade the places are those of the new upgrade") {
                database ->
                migrator(database, V3, V5).upgrade()
                migrator(database, V3, V5).downgrade("v3")
                val late = migrator(database, V3, V4, V5_LATE)
                late.upgrade().steps().map { it.revision() } shouldContainExactly listOf("v4", "v5")
                late.upgrade().steps().shouldBeEmpty()
                late.status().late().isEmpty shouldBe true
            }

            test(
                "beneath a stamped revision all is assumed; between it and its parents it is not"
            ) { database ->
                migrator(database, V3, V5).stamp("v5")
                val beneath = migration("v2", up = listOf(create("v2")))
                val base = migration("v3", "v2", up = listOf(create("v3")))
                migrator(database, beneath, base, V5).upgrade().steps().shouldBeEmpty()
                shouldFailWith(ErrorCode.LATE_REVISION) {
                    migrator(database, V3, V4, V5_LATE).upgrade()
                }
            }

            test("a stamp that leads down forgets what stood above") { database ->
                migrator(database, V3, V5).upgrade()
                migrator(database, V3, V5).stamp("v3")
                database.execute("drop table v5")
                val line =
                    migrator(
                        database,
                        migration("v5", up = V5_UP),
                        migration("v3", "v5", up = V3_UP),
                    )
                line.status().missing().ids() shouldContainExactly listOf("v5")
            }

            test("a purge counts its stamped revisions again") { database ->
                migrator(database, V3, V5).upgrade()
                val late = migrator(database, V3, V4, V5_LATE)
                late.stamp(StampMode.PURGE, "v5")
                late.upgrade().steps().shouldBeEmpty()
            }

            test("a dry run with it rolls everything back") { database ->
                if (kind.undoesDdl) {
                    migrator(database, V3, V5).upgrade()
                    val late = migrator(database, V3, V4, V5_LATE)
                    late.includingLate().dryRunUpgrade().steps().map {
                        it.revision()
                    } shouldContainExactly listOf("v4")
                    tables(database) shouldContainExactly listOf("v3", "v5")
                    late.status().missing().ids() shouldContainExactly listOf("v4")
                }
            }

            test("a late revision that stops partway stays missing, and a resume ends it") {
                database ->
                migrator(database, V3, V5).upgrade()
                val parted =
                    migration(
                        "v4",
                        "v3",
                        transactional = false,
                        up = listOf(create("v4"), create("v4b")),
                    )
                database.execute("create table v4b (id integer)")
                val fixed = migrator(database, V3, parted, V5_LATE)
                shouldThrow<MigrationException> { fixed.includingLate().upgrade() }
                database.execute("drop table v4b")
                fixed.status().missing().ids() shouldContainExactly listOf("v4")
                fixed.status().unfinished().map { it.revision() } shouldContainExactly listOf("v4")
                fixed.resume(InFlightDecision.ASK).revisions() shouldContainExactly listOf("v5")
                fixed.upgrade().steps().shouldBeEmpty()
                tables(database) shouldContainExactly listOf("v3", "v4", "v4b", "v5")
            }

            test("a table of an earlier version is read as it is, and gets its column by a run") {
                database ->
                migrator(database, V3, V5).upgrade()
                database.execute("alter table migrate_history drop column parents")
                val late = migrator(database, V3, V4, V5_LATE)
                late.status().late().isEmpty shouldBe true
                late.upgrade().steps().shouldBeEmpty()
                shouldThrow<Exception> { database.query("select parents from migrate_history") }
                migrator(database, V3, V4, V5_LATE, V6).upgrade()
                database.query(
                    "select parents from migrate_history order by id"
                ) shouldContainExactly listOf(null, null, "v5")
                val between = migration("v5b", "v5", up = listOf(create("v5b")))
                val above = migration("v6", "v5b", up = listOf(create("v6")))
                shouldFailWith(ErrorCode.LATE_REVISION) {
                    migrator(database, V3, V4, V5_LATE, between, above).upgrade()
                }
            }

            test("revisions that another tool applied count as applied") { database ->
                database.execute("create table migrate_version (version_num varchar(32) not null)")
                database.execute("insert into migrate_version values ('v5')")
                val late = migrator(database, V3, V4, V5_LATE)
                late.status().late().isEmpty shouldBe true
                late.upgrade().steps().shouldBeEmpty()
            }
        }

        spec.test("POSTGRESQL: a user who may not alter that table continues without the column") {
            val database = TestPostgres.freshDatabase()
            migrator(database, V3, V5).upgrade()
            database.execute("alter table migrate_history drop column parents")
            database.execute("create role late_writer login")
            database.execute("grant all on all tables in schema public to late_writer")
            database.execute("grant create on schema public to late_writer")
            val limited =
                PGSimpleDataSource().apply {
                    setURL(TestPostgres.url(database))
                    user = "late_writer"
                }
            val migrator = migrator(limited, V3, V5, V6)
            migrator.upgrade().revisions() shouldContainExactly listOf("v6")
            migrator.status().late().isEmpty shouldBe true
            migrator.upgrade().steps().shouldBeEmpty()
            history(database) shouldContainExactly listOf("v3 up", "v5 up", "v6 up")
        }

        spec.test("POSTGRESQL: inside a transaction of the application's it is found, too") {
            val database = TestPostgres.freshDatabase()
            migrator(database, V3, V5).upgrade()
            database.connection.use { connection ->
                connection.autoCommit = false
                val late =
                    Migrator.builder()
                        .connection(connection)
                        .source(MigrationSource.of(listOf(V3, V4, V5_LATE)))
                        .build()
                shouldFailWith(ErrorCode.LATE_REVISION) { late.upgrade() }
                late.includingLate().upgrade().revisions() shouldContainExactly listOf("v5")
                connection.commit()
            }
            tables(database) shouldContainExactly listOf("v3", "v4", "v5")
        }
    })

private val V3_UP = listOf(create("v3"))
private val V4_UP = listOf(create("v4"))
private val V5_UP = listOf(create("v5"))
private val V3 = migration("v3", up = V3_UP)
private val V4 = migration("v4", "v3", up = V4_UP)
private val V5 = migration("v5", "v3", up = V5_UP)
private val V5_LATE = migration("v5", "v4", up = V5_UP)
private val V6_UP = listOf(create("v6"))
private val V6 = migration("v6", "v5", up = V6_UP)

/** Scripts as they were applied and as they are now, and the version rows of that. */
private val MOVES: Map<String, Triple<List<Migration>, List<Migration>, List<String>>> =
    mapOf(
        "off its parent" to Triple(listOf(V3, V4, V5_LATE), listOf(V3, V4, V5), listOf("v4", "v5")),
        "to the bottom" to
            Triple(
                listOf(V3, V4, V5_LATE),
                listOf(V3, V4, migration("v5", up = V5_UP)),
                listOf("v4", "v5"),
            ),
        "beneath its parent" to
            Triple(
                listOf(V3, V4, V5_LATE),
                listOf(V3, V5, migration("v4", "v5", up = V4_UP)),
                listOf("v4"),
            ),
        "in the middle" to
            Triple(
                listOf(V3, V4, V5_LATE, V6),
                listOf(V3, V4, V5, V6),
                listOf("v4", "v6"),
            ),
        "off a dependency" to
            Triple(
                listOf(V3, migration("v4", up = V4_UP), V5.dependingOn("v4")),
                listOf(V3, migration("v4", up = V4_UP), V5),
                listOf("v4", "v5"),
            ),
        "off a merge" to
            Triple(
                listOf(V3, V4, V5, migration("v6", "v4", "v5", up = V6_UP)),
                listOf(V3, V4, V5, migration("v6", "v4", up = V6_UP)),
                listOf("v5", "v6"),
            ),
    )

private fun Migration.dependingOn(vararg ids: String): Migration {
    val facts = revision()
    return withRevision(
        Revision(
            facts.id(),
            facts.parents(),
            ids.toList(),
            facts.branchLabels(),
            facts.message(),
            facts.path(),
        )
    )
}

private fun migrator(database: DataSource, vararg migrations: Migration): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations.toList())).build()

/** All that must not pass over a late revision. */
private fun Migrator.refusals(): Map<String, () -> Any> =
    mapOf(
        "upgrade" to { upgrade("heads") },
        "upgrade of an applied one" to { upgrade("v3") },
        "plan" to { planUpgrade("heads") },
        "dry run" to { dryRunUpgrade("heads") },
        "requireUpToDate" to { requireUpToDate("heads") },
        "requireUnchanged" to { requireUnchanged() },
        "status" to { status().requireUpToDate() },
        "heads" to { status().requireHeads() },
    )

private fun history(database: DataSource): List<String?> =
    database.query("select concat(revision, ' ', direction) from migrate_history order by id")

/** Users' tables, in order. */
private fun tables(database: DataSource): List<String> =
    database.connection.use { connection ->
        Dialects.forConnection(connection)
            .introspector()
            .introspect(connection)
            .tables()
            .map { it.name().name() }
            .filterNot { it.startsWith("migrate_") }
    }
