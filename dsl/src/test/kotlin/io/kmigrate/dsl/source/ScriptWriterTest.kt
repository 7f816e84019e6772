package io.kmigrate.dsl.source

import io.kmigrate.compare.Comparison
import io.kmigrate.dialect.Dialects
import io.kmigrate.diff.DiffOptions
import io.kmigrate.diff.SchemaDiff
import io.kmigrate.dsl.host.Script
import io.kmigrate.dsl.host.ScriptFolders
import io.kmigrate.dsl.host.ScriptHost
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Revision
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.source.ScriptLoader
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.datatest.withData
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import java.nio.file.Files
import java.nio.file.Path
import java.time.ZonedDateTime
import kotlin.io.path.readText

/** What an application writes by the shortest ways there are. */
internal class ScriptWriterTest : FunSpec() {
    private fun graph(vararg parents: Pair<String, String?>): RevisionGraph =
        RevisionGraph.of(
            parents.map { (id, parent) ->
                Revision(
                    id,
                    listOfNotNull(parent),
                    emptyList(),
                    emptyList(),
                    "",
                    "$id.migration.kts",
                )
            }
        )

    init {
        test("the first revision has no parent, and the head is the parent of the next one") {
            val writer = ScriptWriter.into(tempdir().toPath())
            val first = writer.write(graph(), NewRevision.onHead(graph(), "create users"))
            first.revision.parents() shouldBe emptyList()
            first.revision.path().orEmpty() shouldEndWith "_create_users.migration.kts"
            Path.of(first.revision.path().orEmpty()).readText() shouldContain
                "message = \"create users\""
            val second = writer.write(first.graph, NewRevision.onHead(first.graph, "add mail"))
            second.revision.parents() shouldBe listOf(first.revision.id())
        }

        test("a script that does not compile is reported and not written") {
            val column = Column.of("a", ColumnType.CustomType(""))
            val table = Table.of(TableName.of("t"), listOf(column), null)
            val content = ScriptContent.of(Comparison.withNothing(Snapshot.empty().with(table)))
            val folder = tempdir()
            val placement = NewRevision.onHead(graph(), "broken").placement
            val failure =
                shouldThrow<MigrationException> {
                    ScriptWriter.into(folder.toPath())
                        .write(
                            graph(),
                            NewRevision("broken", placement, "a1", emptyList(), null, content),
                        )
                }
            failure.code() shouldBe ErrorCode.GENERATED_SCRIPT
            failure.problems().single().message() shouldContain "the type of column a is empty"
            folder.list().orEmpty().toList() shouldBe emptyList()
        }

        test("a type without a conversion has a place to fill in, both ways, and nothing runs it") {
            fun id(type: ColumnType) =
                Snapshot.empty()
                    .with(Table.of(TableName.of("t"), listOf(Column.of("id", type)), null))
            val before = id(ColumnType.UuidType())
            val wanted = id(ColumnType.IntegerType(32, false))
            val options =
                DiffOptions.standard().withSameness(Dialects.named("postgresql").equivalence())
            val diff = SchemaDiff.between(before, wanted, options)
            val comparison = Comparison(before, wanted, options, listOf(), diff, listOf(), listOf())
            val folder = tempdir().toPath()
            val placement = NewRevision.onHead(graph(), "other ids").placement
            val written =
                ScriptWriter.into(folder)
                    .write(
                        graph(),
                        NewRevision(
                            "other ids",
                            placement,
                            "a1",
                            emptyList(),
                            null,
                            ScriptContent.of(comparison),
                        ),
                    )
            val path = written.revision.path().orEmpty()
            val text = Path.of(path).readText()
            Regex.fromLiteral("using(\"…\")").findAll(text).count() shouldBe 2
            text shouldContain "no conversion that turns t.id from uuid into int32"
            val refused =
                shouldThrow<MigrationException> {
                    ScriptHost.of(null) {}.load(listOf(Script(path, text)), emptyMap())
                }
            refused.problems().map { it.message() }.distinct() shouldBe
                listOf(OperationMessages.usingToFill())
        }

        test("many steps are written in parts that each fit into a method of Java") {
            val columns = (1..9).map { Column.of("column_$it", ColumnType.IntegerType(32, false)) }
            val indexes =
                (1..700).map { number ->
                    Index.of("ix_$number", columns.map { IndexColumn.column(it.name()) })
                        .withUnique(true)
                        .withMethod("gin")
                        .withWhere("column_1 > $number")
                        .withInclude(listOf("column_$number"))
                        .withNullsNotDistinct(true)
                }
            val table = Table.of(TableName.of("t"), columns, null)
            val comparison =
                Comparison.withNothing(Snapshot.empty().with(table.withIndexes(indexes)))
            val folder = tempdir().toPath()
            val placement = NewRevision.onHead(graph(), "large").placement
            val written =
                ScriptWriter.into(folder)
                    .write(
                        graph(),
                        NewRevision(
                            "large",
                            placement,
                            "a1",
                            emptyList(),
                            null,
                            ScriptContent.of(comparison),
                        ),
                    )
            val text = Path.of(written.revision.path().orEmpty()).readText()
            Regex("    fun part\\d\\(\\) \\{\n").findAll(text).count() shouldBe 3
            text shouldContain "    }\n    part3()\n}"
        }

        test("a merge has all heads as parents, and needs two") {
            val forked = graph("a" to null, "b" to "a", "c" to "a")
            val writer = ScriptWriter.into(tempdir().toPath(), FileTemplate.parse("{slug}-{rev}"))
            val merged = writer.write(forked, NewRevision.merging(forked, "join"))
            merged.revision.parents() shouldBe listOf("b", "c")
            merged.revision.path().orEmpty() shouldContain "join-"
            shouldThrow<MigrationException> { NewRevision.merging(merged.graph, "again") }
                .code() shouldBe ErrorCode.NOTHING_TO_MERGE
            shouldThrow<MigrationException> { NewRevision.onHead(forked, "on which?") }
                .code() shouldBe ErrorCode.MULTIPLE_HEADS
        }

        class Place(val template: String, val id: String, val recursive: Boolean, val path: String?)

        /** A path of null is refused. */
        context("a new script is inside its folder, where it is read, or it is not written") {
            withData<Place>(
                nameFn = { "${it.template}, ${it.id}, recursive ${it.recursive}" },
                Place("{rev}_{slug}", "a1", false, "a1_new.migration.kts"),
                Place("{rev}/x_{slug}", "..", true, "_./x_new.migration.kts"),
                Place("{rev}/x_{slug}", "..", false, null),
                Place("{year}/{rev}", "a1", false, null),
                Place("{rev}/{slug}", "a1", true, "a1/new.migration.kts"),
                Place("{rev}", "../../a", false, "_._.._a.migration.kts"),
                Place("{rev}", ".a", false, "_a.migration.kts"),
                Place("{rev}/x", "a.migration.kts", true, "a.migration.kts_/x.migration.kts"),
            ) { case ->
                val outer = tempdir().toPath()
                val folder = Files.createDirectories(outer.resolve("deep/scripts"))
                val folders = ScriptLoader.Folders(listOf(folder), case.recursive)
                val writer =
                    ScriptWriter(
                        outer,
                        folders,
                        FileTemplate.parse(case.template),
                        ZonedDateTime.parse("2025-08-03T09:05:07Z"),
                    )
                val placement = NewRevision.onHead(graph(), "new").placement
                val wanted = NewRevision("new", placement, case.id, emptyList(), null, null)
                if (case.path == null) {
                    shouldThrow<MigrationException> { writer.write(graph(), wanted) }
                        .code() shouldBe ErrorCode.NOT_A_SCRIPT_FOLDER
                } else {
                    writer.write(graph(), wanted)
                    ScriptFolders(folders).read().order shouldContain
                        folder.resolve(case.path).toString()
                }
                val written =
                    Files.walk(outer).use { files -> files.filter(Files::isRegularFile).toList() }
                written shouldBe listOfNotNull(case.path?.let(folder::resolve))
            }
        }
    }
}
