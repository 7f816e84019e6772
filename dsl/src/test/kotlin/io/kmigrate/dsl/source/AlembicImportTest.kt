package io.kmigrate.dsl.source

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.Baseline
import io.kmigrate.importer.ImportProof
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.ImportedRevision
import io.kmigrate.importer.ImportedRevision.Extent
import io.kmigrate.importer.ImportedStep.Kind
import io.kmigrate.importer.alembic.AlembicReader
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestAlembic
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import java.time.ZonedDateTime
import javax.sql.DataSource
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.copyToRecursively
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/** Revisions of Alembic become scripts that build what Alembic builds. */
class AlembicImportTest :
    FunSpec({
        val sources = tempdir().toPath().also(::copyHistory)

        fun read(
            folder: Path,
            dialect: String,
            stub: Boolean = false,
            python: String = TestAlembic.python(),
            types: Map<String, String> = emptyMap(),
        ) =
            AlembicReader(folder, Dialects.named(dialect), python, stub, types)
                .read(listOf(Path.of("versions")), false, Baseline.unknown())

        fun recorded(body: String): ImportedRevision {
            val folder = tempdir().toPath()
            write(folder, "a", "down_revision = None\n$body")
            return read(folder, "postgresql").revisions().single()
        }

        val histories = listOf("sqlite", "postgresql").associateWith { lazy { read(sources, it) } }

        fun problems(folder: Path, python: String = TestAlembic.python()): List<String> =
            shouldThrow<MigrationException> { read(folder, "postgresql", python = python) }
                .problems()
                .map { it.message() }

        listOf("sqlite" to TestDatabase.SQLITE, "postgresql" to TestDatabase.POSTGRESQL).forEach {
            (dialect, database) ->
            test("the scripts build on $dialect what Alembic builds") {
                val history = histories.getValue(dialect).value
                history.revisions().count { it.extent() == Extent.BY_HAND } shouldBe 0
                history.revisions().map { it.id() } shouldBe listOf("a1", "b1", "c1", "d1")
                val migrations = scripts(history)
                val made = database.fresh()
                val migrator = migrator(made, migrations)
                val old = database.fresh()
                if (dialect == "sqlite") buildHere(sources, old) else buildByText(sources, old)
                differences(dialect, old, made, migrator, history).shouldBeEmpty()
                Migrator.builder()
                    .dataSource(old)
                    .source(MigrationSource.of(migrations))
                    .versionTable(TableName.of("alembic_version"))
                    .build()
                    .history()
                    .rows() shouldBe listOf("d1")
                migrator.downgrade("a1")
                migrator.history().rows() shouldBe listOf("a1")
            }
        }

        test("the graph stays, and an empty downgrade is not a missing one") {
            val revisions =
                histories.getValue("postgresql").value.revisions().associateBy { it.id() }
            revisions.getValue("d1").parents() shouldBe listOf("b1", "c1")
            revisions.getValue("a1").branchLabels() shouldBe listOf("main")
            revisions.getValue("b1").down()?.size shouldBe 0
            revisions.getValue("d1").down() shouldBe null
        }

        test("a script says the parents, the labels and the dependencies") {
            val text =
                ImportedText(
                        histories.getValue("postgresql").value.revisions().first().linked(),
                        "a1.migration.kts",
                    )
                    .text()
            text.lines().filter { "(" in it }.take(3) shouldBe
                listOf(
                    "downRevisions(\"x\", \"y\")",
                    "branchLabels(\"main\")",
                    "dependsOn(\"z\")",
                )
        }

        test("two heads are imported, and what was read from the environment is told") {
            val folder = tempdir().toPath()
            write(
                folder,
                "a",
                "import os\ndown_revision = None\nX = os.environ.get('NO_SUCH')\ndef upgrade(): pass",
            )
            write(folder, "b", "down_revision = 'a'\nprint('noise')\ndef upgrade(): print('noise')")
            write(folder, "c", "down_revision = 'a'\ndepends_on = 'b'\ndef upgrade(): pass")
            val history = read(folder, "sqlite")
            history.revisions().map { it.id() } shouldBe listOf("a", "b", "c")
            history.revisions()[2].dependsOn() shouldBe listOf("b")
            history.revisions()[0].remarks().single() shouldContain "NO_SUCH"
        }

        listOf(
                "none" to null,
                "round" to "[alembic]\nscript_location = %(here)s\nshape = round\n",
            )
            .forEach { (shape, settings) ->
                test("a revision asks the settings of Alembic for an option: $shape") {
                    val folder = tempdir().toPath()
                    settings?.let { folder.resolve("alembic.ini").writeText(it) }
                    val body =
                        "def upgrade():\n    config = op.get_context().config\n" +
                            "    op.create_table(config.get_main_option('shape', 'none'), sa.Column('id', sa.Integer))\n"
                    write(folder, "a", "down_revision = None\n$body")
                    val revision = read(folder, "postgresql").revisions().single()
                    revision.extent() shouldBe Extent.TYPED
                    val made = revision.up().single().operations().single() as CreateTable
                    made.table().name() shouldBe TableName.of(shape)
                }
            }

        test("a type that a project lacks is a step by hand, or the one that the user names") {
            val folder = tempdir().toPath()
            folder.resolve("app").createDirectories()
            folder.resolve("app/__init__.py").writeText("")
            folder.resolve("app/broken.py").writeText("import nowhere\nraise ValueError(nowhere)\n")
            write(
                folder,
                "a",
                """
                down_revision = None
                from nowhere import Point
                from sqlalchemy_utils import EmailType
                from app.broken import anything
                def upgrade():
                    op.create_table('t', sa.Column('id', sa.Integer), sa.Column('p', Point()), sa.Column('m', EmailType()))
                    op.no_such_plugin('t')
                    op.create_index('ix', 't', ['id'])
                    op.execute("update t set id = 1")
                def downgrade():
                    op.drop_constraint(None, 't', type_='unique')
                """
                    .trimIndent(),
            )
            val revision =
                read(folder, "postgresql", stub = true, types = mapOf("Point" to "POINT"))
                    .revisions()
                    .single()
            revision.up().map { it.kind() } shouldBe
                listOf(Kind.TYPED, Kind.BY_HAND, Kind.TYPED, Kind.TYPED)
            revision.up()[1].reason() shouldContain "op.no_such_plugin"
            (revision.up()[0].operations().single() as CreateTable).table().columns().map {
                "${it.type()}".lowercase()
            } shouldBe listOf("int32", "point", "varchar(255)")
            revision.down() shouldBe null
            revision.remarks().single() shouldContain "a constraint that has no name"
        }

        test("on mariadb, a revision finds the name mysql, as by the URLs of most projects") {
            val folder = tempdir().toPath()
            write(
                folder,
                "a",
                """
                down_revision = None
                def upgrade():
                    if op.get_bind().dialect.name == 'mysql' and str(op.get_bind().engine.url).startswith('mysql'):
                        op.create_table('t', sa.Column('id', sa.Integer))
                """
                    .trimIndent(),
            )
            listOf("mariadb", "mysql").map {
                read(folder, it).revisions().single().up().size
            } shouldBe listOf(1, 1)
        }

        test("on sqlite, a batch drops an index before its column, and replaces the primary key") {
            val folder = tempdir().toPath()
            write(
                folder,
                "a",
                """
                down_revision = None
                def upgrade():
                    op.create_table('t', sa.Column('id', sa.Integer), sa.Column('a', sa.Integer), sa.PrimaryKeyConstraint('id', name='pk_old'))
                    op.create_index('ix_a', 't', ['a'])
                    with op.batch_alter_table('t') as batch:
                        batch.drop_column('a')
                        batch.drop_index('ix_a')
                        batch.create_primary_key('pk_new', ['id'])
                """
                    .trimIndent(),
            )
            val steps = read(folder, "sqlite").revisions().single().up()
            steps
                .flatMap { it.operations() }
                .map {
                    OperationDescription.of(it).headline()
                } shouldBe
                listOf(
                    "createTable t",
                    "createIndex ix_a on t",
                    "dropIndex ix_a on t",
                    "dropColumn t.a",
                    "dropConstraint pk_old on t",
                    "createPrimaryKey pk_new on t",
                )
        }

        test("a revision that stops at a missing answer continues behind it, and says so") {
            val folder = tempdir().toPath()
            write(
                folder,
                "a",
                """
                down_revision = None
                def upgrade():
                    op.create_table('t', sa.Column('id', sa.Integer))
                    first = op.get_bind().execute(sa.text("select id from t")).fetchone()
                    op.execute("update t set id = %d" % first[0])

                    last = first[1]
                    name = 'done'
                    with op.batch_alter_table('t') as batch:
                        batch.add_column(sa.Column(name, sa.Boolean))
                    op.execute("update t set id = %d" % last)
                def downgrade():
                    if not op.get_bind().execute(sa.text("select 1")).scalar_one():
                        return
                    op.drop_table('t')
                """
                    .trimIndent(),
            )
            val revision = read(folder, "postgresql").revisions().single()
            val steps = revision.up()
            steps.map { it.kind() } shouldBe
                listOf(Kind.TYPED, Kind.BY_HAND, Kind.BY_HAND, Kind.TYPED, Kind.BY_HAND)
            steps[2].reason() shouldContain "it needs an answer (TypeError"
            steps[2].text().lines().map { it.trim() } shouldBe
                listOf(
                    "op.execute(\"update t set id = %d\" % first[0])",
                    "",
                    "last = first[1]",
                )
            steps[4].reason() shouldContain "NameError"
            revision.down()!!.last().reason() shouldContain "what follows is not here"
        }

        test("a history that does not begin at an empty database begins with a baseline") {
            val folder = tempdir().toPath()
            write(
                folder,
                "a",
                "down_revision = None\ndef upgrade(): op.add_column('users', sa.Column('x', sa.Integer))",
            )
            val unknown = read(folder, "postgresql").revisions()
            unknown.map { it.id() } shouldBe listOf("baseline", "a")
            unknown.map { it.parents() } shouldBe listOf(emptyList(), listOf("baseline"))
            unknown.map { it.extent() } shouldBe listOf(Extent.BY_HAND, Extent.TYPED)
            unknown[0].up().single().reason() shouldContain "no revision makes the tables users"
            val said =
                AlembicReader(
                        folder,
                        Dialects.named("postgresql"),
                        TestAlembic.python(),
                        false,
                        emptyMap(),
                    )
                    .read(
                        listOf(Path.of("versions")),
                        false,
                        Baseline("create table users (id int);", "before.sql"),
                    )
            said.revisions().map { it.extent() } shouldBe listOf(Extent.TYPED, Extent.TYPED)
        }

        test("the naming convention of the project names what has no name") {
            val folder = tempdir().toPath()
            folder
                .resolve("model.py")
                .writeText(
                    "NAMES = {'uq': 'uq_%(table_name)s_%(column_0_name)s'}\nmeta = MetaData(naming_convention=NAMES)\n"
                )
            write(
                folder,
                "a",
                "down_revision = None\ndef upgrade():\n    op.create_table('t', sa.Column('n', sa.Integer))\n    op.create_unique_constraint(None, 't', ['n'])",
            )
            words(read(folder, "postgresql").revisions().single()).last() shouldBe
                "createUniqueConstraint uq_t_n on t"
        }

        // One interpreter for all cases: a start costs more than a revision.
        fun cases(bodies: Collection<String>): Lazy<ImportedHistory> = lazy {
            val folder = tempdir().toPath()
            bodies.forEachIndexed { index, body ->
                val own = body.replace("'t'", "'t$index'")
                val table =
                    "op.create_table('t$index', sa.Column('id', sa.Integer), sa.Column('at', sa.DateTime), sa.Column('n', sa.String(9)))"
                write(
                    folder,
                    "c$index",
                    "down_revision = None\ndef upgrade():\n    $table\n    $own",
                )
            }
            read(folder, "postgresql", stub = true)
        }

        fun revision(history: ImportedHistory, case: Int) =
            history.revisions().single { it.id() == "c$case" }

        val byHand = cases(BY_HAND.values)
        BY_HAND.keys.forEachIndexed { case, reason ->
            test("only a person knows what follows: $reason") {
                val steps = revision(byHand.value, case).up()
                steps.map { it.kind() }.take(2) shouldBe listOf(Kind.TYPED, Kind.BY_HAND)
                steps[1].reason() shouldContain reason
                steps[1].text() shouldContain "def upgrade"
            }
        }

        val said = cases(SAID.keys)
        SAID.entries.forEachIndexed { case, (body, words) ->
            test("an operation is found: $body") {
                words(revision(said.value, case)).drop(1) shouldBe
                    words.map { it.replace(Regex(" t\\b"), " t$case") }
            }
        }

        test("rows keep their values, whatever their types are") {
            val body =
                "import datetime, uuid, decimal\ndef upgrade():\n    t = op.create_table('t', sa.Column('id', sa.BigInteger), sa.Column('at', sa.DateTime), sa.Column('n', sa.String), sa.Column('ok', sa.Boolean), sa.Column('d', sa.Numeric))\n" +
                    "    op.bulk_insert(t, [{'id': 5000000000, 'at': datetime.datetime(2020, 1, 2, 3, 4, 5), 'n': 'null', 'ok': True, 'd': decimal.Decimal('1.5')}, {'id': 1, 'at': None, 'n': 'it\\'s \\\\ \"é\"', 'ok': None, 'd': None}])"
            val rows =
                recorded(body)
                    .up()
                    .flatMap { it.operations() }
                    .filterIsInstance<BulkInsert>()
                    .single()
                    .rows()
            rows.map { it.values.toList() } shouldBe
                listOf(
                    listOf(
                        5_000_000_000,
                        "2020-01-02 03:04:05",
                        "null",
                        true,
                        "1.5".toBigDecimal(),
                    ),
                    listOf(1, null, "it's \\ \"é\"", null, null),
                )
        }

        test("statements keep their parameters as literals") {
            val body =
                "def upgrade():\n    op.create_table('t', sa.Column('n', sa.String))\n    op.get_bind().execute(sa.text(\"update t set n = :n where n <> '12:30'\"), {'n': \"it's\"})"
            recorded(body).up().last().text() shouldBe "update t set n = 'it''s' where n <> '12:30'"
        }

        test("missing modules are named, all of them at once, and stubs continue") {
            val folder = tempdir().toPath()
            write(folder, "a", "down_revision = None\nimport app.models\ndef upgrade(): pass")
            write(folder, "b", "down_revision = 'a'\nfrom other import x\ndef upgrade(): pass")
            problems(folder) shouldBe
                listOf("the revisions load modules that are missing: app, other")
            val history = read(folder, "postgresql", stub = true)
            history.revisions().count { it.extent() == Extent.TYPED } shouldBe 2
            history.leftOut().map { it.what() } shouldBe listOf("module app", "module other")
        }

        test("files that cannot be read are told with their line, all of them at once") {
            val folder = tempdir().toPath()
            write(folder, "a", "down_revision = None\ndef upgrade(:\n")
            write(folder, "b", "down_revision = 'a'\ndef upgrade()\n")
            problems(folder).map { it.substringBefore(": ") } shouldBe
                listOf(
                        "the file versions/a.py cannot be imported",
                        "the file versions/b.py cannot be imported",
                    )
                    .map { it.replace(".py", ".py:5") }
        }

        test("interpreters that are not there, or lack Alembic, are told") {
            val folder = tempdir().toPath()
            write(folder, "a", "down_revision = None\ndef upgrade(): pass")
            problems(folder, "nowhere/python").single() shouldContain
                "the interpreter nowhere/python cannot be started: No such file"
            folder
                .resolve("bare")
                .writeText("#!/bin/sh\nexec ${TestAlembic.python()} -I -S \"${'$'}@\"\n")
            folder.resolve("bare").toFile().setExecutable(true)
            problems(folder, "./bare").single() shouldBe
                "the interpreter ./bare has no module alembic"
        }

        test(
            "a folder without revisions, a parent that is missing and a database without SQLAlchemy are told"
        ) {
            val folder = tempdir().toPath()
            problems(folder).single() shouldBe "the folder versions does not exist"
            folder.resolve("versions").createDirectories()
            problems(folder).single() shouldContain "no migration was found"
            write(folder, "b", "down_revision = 'a'\ndef upgrade(): pass")
            problems(folder).single() shouldContain "a"
            shouldThrow<MigrationException> { read(folder, "h2") }
                .problems()
                .single()
                .message() shouldBe "Alembic cannot write SQL for h2"
        }
    })

private fun ImportedRevision.linked() =
    ImportedRevision(
        id(),
        listOf("x", "y"),
        message(),
        origin(),
        emptyList(),
        null,
        true,
        emptyList(),
        listOf("z"),
        branchLabels(),
    )

private fun words(revision: ImportedRevision) =
    revision
        .up()
        .flatMap { step -> step.operations() }
        .map { OperationDescription.of(it).headline() }

private fun write(folder: Path, id: String, text: String) {
    folder.resolve("versions").createDirectories()
    folder
        .resolve("versions/$id.py")
        .writeText("from alembic import op\nimport sqlalchemy as sa\nrevision = '$id'\n$text\n")
}

@OptIn(ExperimentalPathApi::class)
private fun copyHistory(folder: Path) {
    Path.of("src/test/resources/alembic")
        .copyToRecursively(folder, followLinks = false, overwrite = true)
}

private fun scripts(history: ImportedHistory): List<Migration> =
    ImportedScripts(
            history,
            Path.of("migrations"),
            FileTemplate.STANDARD,
            ZonedDateTime.parse("2026-01-02T03:04:05Z"),
        )
        .migrations()

private fun migrator(database: DataSource, migrations: List<Migration>) =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations)).build()

/** Alembic itself, on the file of a database. */
private fun buildHere(sources: Path, database: DataSource) {
    val file = database.connection.use { it.metaData.url.substringAfter("jdbc:sqlite:") }
    run(
        sources,
        TestAlembic.python(),
        "-m",
        "alembic",
        "-x",
        "url=sqlite:///$file",
        "upgrade",
        "head",
    )
}

/** Alembic's own SQL, since its drivers for servers are not here. */
private fun buildByText(sources: Path, database: DataSource) {
    val text =
        run(
            sources,
            TestAlembic.python(),
            "-m",
            "alembic",
            "-x",
            "url=postgresql://",
            "upgrade",
            "head",
            "--sql",
        )
    database.execute(text.lines().filterNot { it == "noise" }.joinToString("\n"))
}

private fun run(folder: Path, vararg command: String): String {
    val process =
        ProcessBuilder(*command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .apply { environment()["PYTHONDONTWRITEBYTECODE"] = "1" }
            .start()
    val text = process.inputReader().readText()
    check(process.waitFor() == 0) { "${command.toList()} fails" }
    return text
}

private fun differences(
    dialect: String,
    old: DataSource,
    made: DataSource,
    migrator: Migrator,
    history: ImportedHistory,
): List<String> =
    old.connection.use { left ->
        made.connection.use { right ->
            ImportProof(Dialects.named(dialect), left, right, { migrator.upgrade(it) }) {
                    it.name() == "alembic_version" || it.name().startsWith("migrate_")
                }
                .runBuilt(history, true)
                .differences()
        }
    }

private val BY_HAND =
    mapOf(
        "reads what the database answers" to
            "for row in op.get_bind().execute(sa.text('select id from t')): pass\n    op.drop_table('t')",
        "it asks for temporary tables" to "sa.inspect(op.get_bind()).get_temp_table_names()",
        "it reads what" to
            "from sqlalchemy.orm import Session\n    t = sa.table('t', sa.column('id'))\n    Session(bind=op.get_bind()).execute(sa.select(t.c.id)).scalar()",
        "it stops: ValueError: no" to "raise ValueError('no')",
        "it stops: SystemExit" to "exit(1)",
        "the type Point is of a module that is missing" to
            "from nowhere_at_all import Point\n    op.add_column('t', sa.Column('p', Point()))",
    )

private val SAID =
    mapOf(
        "op.drop_table('t')" to listOf("dropTable t"),
        "op.rename_table('t', 'u')" to listOf("renameTable t"),
        "op.drop_column('t', 'n')" to listOf("dropColumn t.n"),
        "op.alter_column('t', 'n', new_column_name='m')" to listOf("renameColumn t.n"),
        "op.alter_column('t', 'n', nullable=False, server_default='x')" to
            listOf("alterColumn t.n", "alterColumn t.n"),
        "op.create_unique_constraint('uq', 't', ['n'])" to listOf("createUniqueConstraint uq on t"),
        "op.create_primary_key('pk', 't', ['id'])" to listOf("createPrimaryKey pk on t"),
        "op.create_check_constraint('ck', 't', 'id > 0')" to
            listOf("createCheckConstraint ck on t"),
        "op.create_index(op.f('ix'), 't', [sa.text('lower(n)')], unique=True)" to
            listOf("createIndex ix on t"),
        "op.execute(sa.schema.CreateSequence(sa.Sequence('s')))" to listOf("createSequence s"),
        "sa.Enum('a', 'b', name='e').create(op.get_bind(), checkfirst=True)" to
            listOf("createEnum e"),
        "op.create_table_comment('t', 'words')" to listOf("commentOnTable t"),
    )
