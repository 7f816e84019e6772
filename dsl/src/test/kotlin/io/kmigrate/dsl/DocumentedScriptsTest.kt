package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.dsl.host.HostFixture
import io.kmigrate.dsl.host.Script
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.plan.IrreversibleException
import io.kmigrate.revision.Migration
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText

/**
 * The whole scripts of the README and of `docs/`: all compile, all describe operations that fit
 * each other, and a document whose scripts are a project of their own runs on real databases.
 */
class DocumentedScriptsTest : FunSpec() {
    private val fixture = autoClose(HostFixture())
    private val host = fixture.host()
    private val documents =
        (listOf(Path.of("../README.md")) + Path.of("../docs").listDirectoryEntries("*.md").sorted())
            .associateWith(::scripts)
            .filterValues { it.isNotEmpty() }

    /** One call of the compiler for all of them. */
    private val migrations: Map<String, Migration> by lazy {
        host.load(documents.values.flatten(), emptyMap()).associateBy {
            it.revision().path().orEmpty()
        }
    }

    init {
        test("every whole script of the documents compiles") {
            migrations.keys shouldBe documents.values.flatten().map { it.path }.toSet()
        }

        for ((document, scripts) in documents) {
            test("the operations of ${document.name} fit each other") {
                val own = scripts.map { migrations.getValue(it.path) }
                if (isWhole(own)) replay(own, Snapshot.empty())
                else own.forEach { replay(listOf(it), Snapshot.empty().asUncertain()) }
            }
        }

        for (kind in WHOLE_LANGUAGE) {
            test("$kind: a document whose scripts are a project runs up, down and up again") {
                val projects = documents.filterValues { scripts ->
                    isWhole(scripts.map { migrations.getValue(it.path) })
                }
                projects.shouldNotBeEmpty()
                for ((document, scripts) in projects) {
                    withClue(document) { upAndDown(kind, document, scripts) }
                }
            }
        }
    }

    /** A project has the parents and dependencies of all its revisions. */
    private fun isWhole(migrations: List<Migration>): Boolean {
        val revisions = migrations.map { it.revision() }
        val known = revisions.flatMap { it.branchLabels() + it.id() }.toSet()
        return revisions.all { known.containsAll(it.parents() + it.dependsOn()) }
    }

    private fun replay(migrations: List<Migration>, start: Snapshot) {
        val byId = migrations.associateBy { it.revision().id() }
        val order =
            if (migrations.size == 1) migrations
            else
                RevisionGraph.of(migrations.map { it.revision() }).all().oldestFirst().map {
                    byId.getValue(it.id())
                }
        order.fold(start) { before, migration ->
            val after = apply(migration, before)
            val undo = migration.downgrade()
            if (undo is Migration.Written) {
                undo.operations().fold(after) { snapshot, step ->
                    withClue(step.location()) { step.operation().apply(snapshot) }
                }
            }
            after
        }
    }

    private fun apply(migration: Migration, before: Snapshot): Snapshot =
        migration.up().fold(before) { snapshot, step ->
            withClue(step.location()) { step.operation().apply(snapshot) }
        }

    private fun upAndDown(kind: TestDatabase, document: Path, scripts: List<Script>) {
        val fitting = scripts.filter { kind == TestDatabase.POSTGRESQL || POSTGRES !in it.text }
        val (final, reversible) =
            fitting.partition {
                migrations.getValue(it.path).downgrade() is Migration.Irreversible
            }
        val all = project("$kind-${document.name}", kind, fitting)
        all.upgrade("heads").steps().size shouldBe fitting.size
        if (final.isNotEmpty()) {
            shouldThrow<IrreversibleException> { all.downgrade("base") }
        }

        val some = project("$kind-${document.name}-reversible", kind, reversible)
        some.upgrade("heads")
        some.downgrade("base").revisions().shouldBeEmpty()
        some.upgrade("heads").steps().size shouldBe reversible.size
    }

    private fun project(name: String, kind: TestDatabase, scripts: List<Script>): Migrator {
        val files = scripts.map { Path.of(it.path).name.removeSuffix(EXTENSION) to it.text }
        val folder = fixture.folder(name, *files.toTypedArray())
        return Migrator.builder()
            .dataSource(kind.fresh())
            .source(fixture.source(folder, host = host))
            .build()
    }

    private companion object {
        const val EXTENSION = ".migration.kts"
        /** Those with partial indexes and indexes over expressions, which the documents show. */
        val WHOLE_LANGUAGE = listOf(TestDatabase.SQLITE, TestDatabase.POSTGRESQL)
        const val POSTGRES = "branchLabels(\"postgres\")"
        val BLOCK = Regex("```kotlin\n(revision = .*?)```", RegexOption.DOT_MATCHES_ALL)

        /** Named after the document and the line they begin at. */
        fun scripts(document: Path): List<Script> {
            val text = document.readText()
            return BLOCK.findAll(text)
                .map { block ->
                    val line = text.take(block.range.first).count { it == '\n' } + 2
                    Script("$document/$line$EXTENSION", block.groupValues[1])
                }
                .toList()
        }
    }
}
