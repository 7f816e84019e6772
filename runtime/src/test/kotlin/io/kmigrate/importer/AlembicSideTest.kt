package io.kmigrate.importer

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.ImportedRevision.Origin
import io.kmigrate.importer.alembic.AlembicExport
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestAlembic
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/**
 * The real Alembic understands a database that Kmigrate migrates, and builds the same one from
 * exported files.
 */
class AlembicSideTest :
    FunSpec({
        fun project(): Path {
            val base = tempdir().toPath()
            base.resolve("alembic.ini").writeText("[alembic]\nscript_location = .\n")
            base.resolve("env.py").writeText(ENV)
            base.resolve("versions").createDirectories().resolve("a1.py").writeText(CUSTOMERS)
            return base
        }

        fun scripts() =
            SideScripts(
                listOf(customers("a1")) +
                    added("a1") +
                    listOf(
                        migration(
                            "m1",
                            "a1",
                            down = listOf(sql("drop table marks")),
                            up = listOf(sql("create table marks (id int primary key)")),
                        ),
                        migration("m2", "m1", "n2", up = emptyList()),
                    ),
                ImportMap("alembic", origins("a1" to Origin("versions/a1.py", "a1", ""))),
            )

        fun export(base: Path, scripts: SideScripts, dialect: String) {
            val export =
                AlembicExport("versions").of(scripts.export(dialect, setOf("n1", "n2", "m1", "m2")))
            base.put(export)
            scripts.map = scripts.map.with("alembic", export.origins())
        }

        test("Alembic and Kmigrate take turns on one database, with several heads and a merge") {
            val base = project()
            val database = TestDatabase.SQLITE.fresh()
            alembic(base, database, "upgrade", "head")
            val scripts = scripts()
            export(base, scripts, "sqlite")
            val migrator = { scripts.migrator(database, OldTool.ALEMBIC) }
            migrator().status().history().rows() shouldBe listOf("a1")
            migrator().upgrade("n1", "m1")
            alembic(base, database, "current").lines().filter { it.isNotBlank() }.sorted() shouldBe
                listOf("m1", "n1")
            migrator().upgrade()
            alembic(base, database, "current").trim() shouldBe "m2 (head) (mergepoint)"
            alembic(base, database, "upgrade", "head")
            migrator().downgrade("n2")
            alembic(base, database, "current").lines().filter { it.isNotBlank() }.sorted() shouldBe
                listOf("m1", "n2")
            alembic(base, database, "upgrade", "head")
            val ours = catalog(database)

            val fresh = TestDatabase.SQLITE.fresh()
            alembic(base, fresh, "upgrade", "head")
            CatalogDifference(catalog(fresh), ours, true).sentences().shouldBeEmpty()
            fresh.query("SELECT name FROM notes") shouldBe listOf("10:30 \${x} 100%")
            alembic(base, fresh, "downgrade", "a1")
            catalog(fresh).tables().map { it.name().name() } shouldBe listOf("customers")
        }

        test("the text that Alembic makes of exported files builds the same database on a server") {
            val base = project()
            val database = TestDatabase.POSTGRESQL.fresh()
            val scripts = scripts()
            export(base, scripts, "postgresql")
            scripts.migrator(database, OldTool.ALEMBIC).upgrade()
            database.query("SELECT version_num FROM alembic_version") shouldBe listOf("m2")
            val other = TestDatabase.POSTGRESQL.fresh()
            other.execute(run(base, "-x", "url=postgresql://", "upgrade", "head", "--sql"))
            CatalogDifference(catalog(other), catalog(database), true).sentences().shouldBeEmpty()
            // In the text that it prints, Alembic doubles the sign for the driver.
            other.query("SELECT name FROM notes").map { it?.replace("%%", "%") } shouldBe
                database.query("SELECT name FROM notes")
        }

        test(
            "where the version table is Alembic's own, it is written once, and each revision needs a file"
        ) {
            val database = TestDatabase.SQLITE.fresh()
            val scripts = scripts()
            val migrator =
                scripts.migrator(database, OldTool.ALEMBIC) {
                    versionTable(TableName.of("alembic_version"))
                }
            migrator.upgrade("a1").revisions() shouldBe listOf("a1")
            shouldThrow<MigrationException> { migrator.upgrade("n1") }.code() shouldBe
                ErrorCode.NOT_EXPORTED
            database.query("SELECT version_num FROM alembic_version") shouldBe listOf("a1")
        }

        test("an id that Alembic cannot keep is refused") {
            val long = "n".repeat(33)
            val scripts =
                SideScripts(listOf(migration(long, up = emptyList())), ImportMap("", emptyMap()))
            val exported = scripts.export("sqlite", setOf(long))
            shouldThrow<MigrationException> { AlembicExport("versions").of(exported) }
                .message shouldContain long
        }
    })

private fun alembic(base: Path, database: DataSource, vararg command: String): String {
    val file = database.connection.use { it.metaData.url.substringAfter("jdbc:sqlite:") }
    return run(base, "-x", "url=sqlite:///$file", *command)
}

private fun run(base: Path, vararg arguments: String): String {
    val process =
        ProcessBuilder(TestAlembic.python(), "-m", "alembic", *arguments)
            .directory(base.toFile())
            .redirectError(base.resolve("errors").toFile())
            .start()
    val said = process.inputReader().readText()
    withClue(base.resolve("errors").toFile().readText()) { process.waitFor() shouldBe 0 }
    return said
}

private const val SQL = "create table customers (id int primary key, email varchar(254) not null)"

private const val CUSTOMERS =
    """from alembic import op
revision = "a1"
down_revision = None

def upgrade():
    op.execute("$SQL")

def downgrade():
    op.execute("drop table customers")
"""

private const val ENV =
    """from alembic import context
import sqlalchemy as sa

url = context.get_x_argument(as_dictionary=True)["url"]
if context.is_offline_mode():
    context.configure(url=url, dialect_name="postgresql", literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with sa.create_engine(url).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
"""
