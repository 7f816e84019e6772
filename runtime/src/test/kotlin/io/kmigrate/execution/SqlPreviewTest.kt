package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.execution.StepPreview.Commit
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.graph.Target
import io.kmigrate.history.History
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RunCode
import io.kmigrate.plan.Planner
import io.kmigrate.plan.Plans
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Index
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.DriverManager

/** A preview shows what a run would send, and refuses nothing. */
class SqlPreviewTest :
    FunSpec({
        val note = Column.of("note", ColumnType.VarcharType(50)).withNullable(true)
        val rooms = TableName.of("rooms")
        val addNote = AddColumn(rooms, note, null, false)
        val index = CreateIndex(rooms, Index.of("ix_rooms", "name"), false, false)
        val concurrently = CreateIndex(rooms, Index.of("ix_rooms", "name"), false, true)
        val code = RunCode("count the rooms") {}
        val two = listOf(create("rooms"), addNote)

        for (dialect in Dialects.all()) {
            test("the statements of a preview for ${dialect.name()} are those of the SQL text") {
                val migrations =
                    listOf(
                        migration("a1", up = listOf(create("rooms"), sql("select 1; select 2"))),
                        migration("b2", "a1", up = listOf(addNote, index)),
                    )
                val text =
                    Migrator.builder()
                        .source(MigrationSource.of(migrations))
                        .build()
                        .offline(dialect)
                        .upgrade("head")
                val statements =
                    previews(migrations, dialect.name()).flatMap { step ->
                        step.parts().flatMap { it.statements() }
                    }
                statements.shouldNotBeEmpty()
                for (statement in statements) {
                    text.squeezed() shouldContain statement.removeSuffix(";").squeezed()
                }
            }
        }

        val commits =
            listOf<Triple<String, List<Operation>, List<Commit>>>(
                Triple("postgresql", two, listOf(Commit.WITH_REVISION, Commit.WITH_REVISION)),
                Triple(
                    "postgresql",
                    listOf(create("rooms"), concurrently),
                    listOf(Commit.BY_ITSELF, Commit.OUTSIDE_TRANSACTION),
                ),
                Triple("mysql", two, listOf(Commit.BY_ITSELF, Commit.BY_ITSELF)),
                Triple("mariadb", two, listOf(Commit.BY_ITSELF, Commit.BY_ITSELF)),
                Triple("oracle", two, listOf(Commit.BY_ITSELF, Commit.BY_ITSELF)),
                Triple("h2", two, listOf(Commit.BY_ITSELF, Commit.BY_ITSELF)),
                Triple("sqlserver", two, listOf(Commit.WITH_REVISION, Commit.WITH_REVISION)),
            )
        for ((dialect, operations, expected) in commits) {
            test("on $dialect ${operations.map { it.javaClass.simpleName }} commit $expected") {
                previews(listOf(migration("a1", up = operations)), dialect).single().parts().map {
                    it.commit()
                } shouldBe expected
            }
        }

        test("a data step is its operation, without a statement") {
            val part = previews(listOf(migration("a1", up = listOf(code))), "sqlite").single()
            part.parts().single().operations().map { it.operation() } shouldBe listOf(code)
            part.parts().single().statements() shouldBe emptyList()
        }

        test("a statement that depends on what is in the database says so, and the rest is shown") {
            val unknown = AlterColumn(rooms, "name", ColumnChange.none().withNullable(false))
            val parts =
                previews(listOf(migration("a1", up = listOf(unknown, create("doors")))), "sqlite")
                    .single()
                    .parts()
            withClue(parts) {
                parts.first().unknown().shouldNotBeNull()
                parts.last().statements().shouldNotBeEmpty()
            }
        }

        test("a preview of a plan asks the database at hand for its kind, and leaves it as it is") {
            val file = tempdir().resolve("app.db")
            val url = "jdbc:sqlite:$file"
            DriverManager.getConnection(url).use {
                it.createStatement().execute("create table t(a)")
            }
            val size = file.length()
            val migrator =
                Migrator.builder()
                    .source(MigrationSource.of(listOf(migration("a1", up = two + code))))
                    .dataSource(DatabaseUrl.parse(url).dataSource())
                    .build()
            val parts = migrator.preview(migrator.planUpgrade()).single().parts()
            parts.flatMap { it.statements() }.first() shouldContain "CREATE TABLE \"rooms\""
            file.length() shouldBe size
        }
    })

private fun String.squeezed() = replace(Regex("\\s+"), " ")

private fun previews(migrations: List<Migration>, dialect: String): List<StepPreview> {
    val graph = RevisionGraph.of(migrations.map { it.revision() })
    val route = Planner(graph, History.EMPTY).upgrade(listOf(Target.parse("heads")))
    val plan = Plans(graph, MigrationSource.of(migrations)).of(route)
    return SqlPreview.of(plan, Dialects.named(dialect), Snapshot.empty(), true)
}
