package io.kmigrate.dsl.source

import io.kmigrate.dialect.Dialects
import io.kmigrate.importer.Baseline
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.ImportedRevision
import io.kmigrate.importer.ImportedStep.Kind
import io.kmigrate.importer.alembic.AlembicReader
import io.kmigrate.operation.OperationDescription
import io.kmigrate.testing.TestAlembic
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/**
 * The history before a revision answers what the revision asks about the schema; stubs decide
 * nothing.
 */
class AlembicAnswersTest :
    FunSpec({
        fun read(folder: Path, dialect: String): ImportedHistory =
            AlembicReader(folder, Dialects.named(dialect), TestAlembic.python(), true, emptyMap())
                .read(listOf(Path.of("versions")), false, Baseline.unknown())

        // One interpreter for all cases: a start costs more than a revision.
        fun cases(dialect: String, bodies: Collection<String>): Lazy<ImportedHistory> = lazy {
            val folder = tempdir().toPath()
            bodies.forEachIndexed { index, body ->
                revision(
                    folder,
                    "c$index",
                    "None",
                    "$TABLE\n$body".replace("'t'", "'t$index'").replace("'t.", "'t$index."),
                )
            }
            read(folder, dialect)
        }

        fun ImportedHistory.case(number: Int) = revisions().single { it.id() == "c$number" }

        listOf("postgresql", "mysql", "sqlite").forEach { dialect ->
            val answered = cases(dialect, ANSWERED.keys)
            ANSWERED.entries.forEachIndexed { case, (body, last) ->
                test("on $dialect, the history answers: ${body.lines().last()}") {
                    val found = answered.value.case(case)
                    found.up().map { it.kind() }.distinct() shouldBe listOf(Kind.TYPED)
                    words(found).last() shouldBe last.replace(Regex("\\bt\\b"), "t$case")
                }
            }
        }

        val own = cases("postgresql", ON_POSTGRES.keys)
        ON_POSTGRES.entries.forEachIndexed { case, (body, last) ->
            test("on postgresql alone, the history answers: ${body.lines().last()}") {
                val found = own.value.case(case)
                found.up().count { it.kind() == Kind.BY_HAND } shouldBe 0
                words(found).last() shouldBe last.replace(Regex("\\bt\\b"), "t$case")
            }
        }

        UNKNOWN.forEach { (body, reason) ->
            test("only a person knows the answer: ${body.lines().last()}") {
                // By itself: a text that may have changed anything leaves its mark on what follows.
                val found = cases("postgresql", listOf(body)).value.case(0)
                found
                    .up()
                    .filter { it.kind() == Kind.BY_HAND }
                    .map { it.reason().replace("t0", "t") } shouldContain reason
            }
        }

        test(
            "a downgrade asks for the schema after its upgrade, and the report says who answered"
        ) {
            val folder = tempdir().toPath()
            revision(folder, "a", "None", TABLE)
            revision(folder, "b", "'a'", "op.add_column('t', sa.Column('m', sa.Integer))")
            folder
                .resolve("versions/c.py")
                .writeText(
                    """
                    from alembic import op
                    import sqlalchemy as sa
                    revision = 'c'
                    down_revision = 'b'
                    def names():
                        return [each['name'] for each in sa.inspect(op.get_bind()).get_columns('t')]
                    def upgrade():
                        if 'm' in names() and 'o' not in names():
                            op.add_column('t', sa.Column('o', sa.Integer))
                    def downgrade():
                        if 'o' in names():
                            op.drop_column('t', 'o')
                    """
                        .trimIndent()
                )
            val last = read(folder, "postgresql").revisions().last()
            words(last) shouldBe listOf("addColumn t.o")
            last
                .down()!!
                .flatMap { it.operations() }
                .map {
                    OperationDescription.of(it).headline()
                } shouldBe listOf("dropColumn t.o")
            last.remarks().single() shouldBe
                "it asks for columns of t: the history before it answers"
        }

        test("a history that begins at unknown tables does not say that others are missing") {
            val folder = tempdir().toPath()
            revision(folder, "a", "None", "op.add_column('users', sa.Column('x', sa.Integer))")
            revision(folder, "b", "'a'", "if 'groups' in $NAMES: op.drop_table('groups')")
            revision(folder, "c", "'b'", "$TABLE\nif 't' in $NAMES: op.drop_table('t')")
            val found = read(folder, "postgresql").revisions().associateBy { it.id() }
            found.getValue("b").up().single().reason() shouldBe
                "it asks whether groups is there, and the history does not say"
            words(found.getValue("c")) shouldBe listOf("createTable t", "dropTable t")
        }

        test("modules of the project are loaded as far as they can be, and their helpers work") {
            val folder = tempdir().toPath()
            folder.resolve("app").createDirectories()
            folder.resolve("app/__init__.py").writeText("")
            folder
                .resolve("app/helpers.py")
                .writeText(
                    """
                    import nowhere_at_all
                    from nowhere_at_all import decorated
                    from alembic import op
                    import sqlalchemy as sa
                    SETTINGS = {}["no such setting"]
                    class Model(nowhere_at_all.Base):
                        size = nowhere_at_all.field(9)
                    @decorated
                    @nowhere_at_all.checked("x")
                    def add(table):
                        op.add_column(table, sa.Column("helped", sa.Integer))
                    def decide(table):
                        if SETTINGS:
                            op.drop_table(table)
                    """
                        .trimIndent()
                )
            val bodies =
                listOf(
                    "from app.helpers import add\nadd('t')",
                    "from app.helpers import decide\ndecide('t')",
                    "from app.helpers import SETTINGS\nop.execute(f\"update {SETTINGS.name} set id = 1\")",
                    "import nowhere_at_all\nnowhere_at_all.sync(op.get_bind())",
                    "from nowhere_at_all import change as other\nother('t')",
                    "from nowhere_at_all import Of\nop.add_column('t', sa.Column('m', Of(dict)))",
                    "op.add_column('t', sa.Column('m', sa.Uuid()))",
                )
            bodies.forEachIndexed { index, body ->
                revision(folder, "c$index", "None", "$TABLE\n$body".replace("'t'", "'t$index'"))
            }
            val history = read(folder, "postgresql")
            words(history.case(0)) shouldBe listOf("createTable t0", "addColumn t0.helped")
            words(history.case(6)) shouldBe listOf("createTable t6", "addColumn t6.m")
            (1..5).map { history.case(it).up()[1].reason() } shouldBe
                listOf(
                    "it needs SETTINGS, which is of a module that is missing",
                    "it needs name, which is of a module that is missing",
                    "sync is of a module that is missing",
                    "change is of a module that is missing",
                    "the type Of is of a module that is missing: say what it is with --type",
                )
        }
    })

private const val TABLE =
    "op.create_table('t', sa.Column('id', sa.Integer), sa.Column('at', sa.DateTime), sa.Column('n', sa.String(9)))"

private const val ASKED = "sa.inspect(op.get_bind())"

private const val NAMES = "$ASKED.get_table_names()"

private fun revision(folder: Path, id: String, parent: String, body: String) {
    folder.resolve("versions").createDirectories()
    folder
        .resolve("versions/$id.py")
        .writeText(
            "from alembic import op\nimport sqlalchemy as sa\nrevision = '$id'\ndown_revision = $parent\ndef upgrade():\n" +
                body.prependIndent("    ") +
                "\n"
        )
}

private fun words(revision: ImportedRevision) =
    revision
        .up()
        .flatMap { step -> step.operations() }
        .map { OperationDescription.of(it).headline() }

/** What a revision does, and the last operation of it. */
private val ANSWERED =
    mapOf(
        "if 't' in $NAMES: op.drop_table('t')" to "dropTable t",
        "if 't' in set($NAMES): op.drop_table('t')" to "dropTable t",
        "if op.get_bind().dialect.has_table(op.get_bind(), 't'): op.drop_table('t')" to
            "dropTable t",
        "from sqlalchemy.engine.reflection import Inspector\nif 't' in Inspector.from_engine(op.get_bind()).get_table_names(): op.drop_table('t')" to
            "dropTable t",
        "op.drop_table('t')\nif 't' not in $NAMES:\n    op.create_table('t', sa.Column('id', sa.Integer))" to
            "createTable t",
        "if 'n' in [each['name'] for each in $ASKED.get_columns('t')]: op.drop_column('t', 'n')" to
            "dropColumn t.n",
        "if any(isinstance(each['type'], sa.String) for each in $ASKED.get_columns('t')): op.drop_column('t', 'n')" to
            "dropColumn t.n",
        "if 'm' not in [each['name'] for each in $ASKED.get_columns('t')]: op.drop_table('t')" to
            "dropTable t",
        "op.create_index('ix', 't', ['n'])\nfor each in $ASKED.get_indexes('t'): op.drop_index(each['name'], 't')" to
            "dropIndex ix on t",
        "op.create_index('ix2', 't', ['n'])\nif not $ASKED.get_indexes('t')[0]['unique']: op.drop_table('t')" to
            "dropTable t",
        "op.rename_table('t', 'u')\nif 'u' in $NAMES: op.drop_table('u')" to "dropTable u",
        "op.execute(sa.Table('t', sa.MetaData(), autoload_with=op.get_bind()).update().values(n='x'))" to
            "bulkUpdate t",
        "if not $ASKED.get_pk_constraint('t')['constrained_columns']: op.drop_table('t')" to
            "dropTable t",
    )

private val ON_POSTGRES =
    mapOf(
        "op.create_unique_constraint('uq', 't', ['n'])\nfor each in $ASKED.get_unique_constraints('t'): op.drop_constraint(each['name'], 't')" to
            "dropConstraint uq on t",
        "op.create_check_constraint('ck', 't', 'id > 0')\nfor each in $ASKED.get_check_constraints('t'): op.drop_constraint(each['name'], 't') if 'id' in each['sqltext'] else None" to
            "dropConstraint ck on t",
        "op.create_primary_key('pk', 't', ['id'])\nop.drop_constraint($ASKED.get_pk_constraint('t')['name'], 't')" to
            "dropConstraint pk on t",
        "op.create_table('r', sa.Column('id', sa.Integer, primary_key=True))\nop.create_foreign_key('fk', 't', 'r', ['id'], ['id'])\nfor each in $ASKED.get_foreign_keys('t'): op.drop_constraint(each['name'], 't') if each['referred_table'] == 'r' else None" to
            "dropConstraint fk on t",
        "sa.Enum('a', 'b', name='e').create(op.get_bind())\nif 'e' in [each['name'] for each in $ASKED.get_enums()]: op.execute('drop type e')" to
            "dropEnum e",
        "op.execute('create schema s')\nif 's' in $ASKED.get_schema_names(): op.drop_table('t')" to
            "dropTable t",
        "op.execute('do ${'$'}${'$'} begin perform 1; end ${'$'}${'$'}')\nif 'n' in [each['name'] for each in $ASKED.get_columns('t')]: op.drop_table('t')" to
            "dropTable t",
        "op.create_table('nulls', sa.Column('n', sa.Integer), sa.UniqueConstraint('n', name='uq_n', postgresql_nulls_not_distinct=True))" to
            "createTable nulls",
        "sa.Enum('a', name='e3').create(op.get_bind())\nop.sync_enum_values('public', 'e3', ['a'], ['a', 'b'])" to
            "addEnumValue public.e3",
    )

private val UNKNOWN =
    mapOf(
        "if 'ghost' in $NAMES: op.drop_table('ghost')" to
            "it asks whether ghost is there, and no revision makes it",
        "if $ASKED.get_columns('t')[0]['default'] == 'x': op.drop_table('t')\nop.alter_column('t', 'id', server_default='7')\nif $ASKED.get_columns('t')[0]['default'] == '7': op.drop_table('t')" to
            "it asks for the default of a column, which databases say in their own way",
        "op.execute('do ${'$'}${'$'} begin alter table t0 add x int; end ${'$'}${'$'}')\nlist($ASKED.get_columns('t'))" to
            "it asks for the columns of t, and the history does not know all",
        "op.execute(\"do ${'$'}${'$'} begin execute 'drop table ' || current_user; end ${'$'}${'$'}\")\nif 'other' in $NAMES: op.drop_table('other')" to
            "it asks whether other is there, and the history does not say",
        "op.execute('create view v as select 1')\nlist($ASKED.get_columns('v'))" to
            "it asks for the columns of the view v",
        "op.sync_enum_values(enum_schema='public', enum_name='e', new_values=[], affected_columns=[])" to
            "op.sync_enum_values is of a plugin that is missing",
    )
