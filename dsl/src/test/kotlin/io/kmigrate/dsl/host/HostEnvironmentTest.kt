package io.kmigrate.dsl.host

import io.kmigrate.Migrator
import io.kmigrate.dsl.script.EnvironmentScript
import io.kmigrate.dsl.source.OperationText
import io.kmigrate.dsl.source.ScriptContent
import io.kmigrate.execution.AppliedStep
import io.kmigrate.execution.StepFailedException
import io.kmigrate.execution.StepKind
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.source.Environment
import io.kmigrate.source.Model
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** `env.kts`, with a real compiler and real databases. */
class HostEnvironmentTest : FunSpec() {
    private val fixture = autoClose(HostFixture())

    private fun host(compiler: ScriptCompiler = HostFixture.isolated) =
        ScriptHost(
            fixture.cache(),
            EnvironmentScript::class.java.classLoader,
            compiler,
            ScriptKind.ENVIRONMENT,
        )

    private fun file(name: String, text: String): Path =
        fixture.root.resolve(name).createDirectories().resolve("env.kts").apply {
            writeText(text.trimIndent())
        }

    private fun read(
        name: String,
        text: String,
        parameters: Map<String, String> = emptyMap(),
    ): Environment = EnvironmentScripts(host()).read(file(name, text), parameters)

    /** Without the folder that this run made. */
    private fun problems(action: () -> Unit): String =
        shouldThrow<MigrationException> { action() }
            .problems()
            .joinToString("\n") { it.shown() }
            .replace("${fixture.root}/", "")

    private fun model(name: String, text: String): Path {
        val folder = fixture.root.resolve("$name-model").createDirectories()
        folder.resolve("model.tables.kts").writeText(text.trimIndent())
        return folder
    }

    private fun migrator(
        database: DataSource,
        environment: Environment,
        model: Path? = null,
        migrations: MigrationSource = MigrationSource.of(emptyList()),
    ): Migrator {
        val builder =
            Migrator.builder()
                .dataSource(database)
                .source(migrations)
                .addEnvironment(environment)
                .cacheFolder(fixture.root.resolve("cache"))
        model?.let { builder.model(Model.ofScripts(it)) }
        return builder.build()
    }

    private fun lines(operations: List<Operation>) = operations.map {
        OperationDescription.of(it).headline()
    }

    private fun source(name: String, vararg scripts: Pair<String, String>) =
        fixture.source(fixture.folder(name, *scripts))

    init {
        test("a script is compiled once, and its parameters reach it") {
            val text =
                """
                val moments = mutableListOf<String>()
                beforeStep { step -> execute("select '" + parameters["who"] + "', '" + step.revision + "'") }
                """
            val path = file("once", text)
            fun first(host: ScriptHost) =
                EnvironmentScripts(host)
                    .read(path, mapOf("who" to "me"))
                    .hook()
                    .before(STEP)
                    .single()
            OperationText.of(listOf(first(host()).operation())) shouldBe
                listOf("execute(\"select 'me', 'a1'\")")
            first(host()).location().toString().removePrefix("${fixture.root}/") shouldBe
                "once/env.kts:2"
            val noCompiler =
                object : ScriptCompiler {
                    override fun compile(work: Path) = error("compiled again")
                }
            first(host(noCompiler))
        }

        test("errors have their line, and words of env.kts are suggested") {
            problems {
                read(
                    "errors",
                    """
                    exclude { tabel("x") }
                    namming { index = "x" }
                    """,
                )
            } shouldBe
                """
                script-error: Unresolved reference 'tabel'
                  at errors/env.kts:1:11
                  exclude { tabel("x") }
                            ^
                  fix did you mean `table`?
                script-error: Unresolved reference 'namming'
                  at errors/env.kts:2:1
                  namming { index = "x" }
                  ^
                  fix did you mean `naming`?
                script-error: Unresolved reference 'index'
                  at errors/env.kts:2:11
                  namming { index = "x" }
                            ^
                """
                    .trimIndent()
        }

        test("a wrong setting is refused at its line") {
            problems {
                read("naming", "// Names.\nnaming { unique = \"uq_{colums}\" }")
            } shouldBe
                """
                invalid-operation: the name of unique, "uq_{colums}", has {colums}: did you mean "column" or "columns"?
                  at naming/env.kts:2
                  fix correct the call
                """
                    .trimIndent()
            problems { read("empty", "exclude {\n    table()\n}") } shouldBe
                """
                invalid-operation: a pattern for the name of a table is missing or empty
                  at empty/env.kts:2
                  fix correct the call
                """
                    .trimIndent()
            problems {
                read("inside", "afterStep {\n    beforeStep { }\n}").hook().after(STEP)
            } shouldBe
                """
                invalid-operation: beforeStep is inside a block: move it to the top level of the script
                  at inside/env.kts:2
                  fix correct the call
                """
                    .trimIndent()
            problems {
                EnvironmentScripts(host()).read(fixture.root.resolve("gone/env.kts"), emptyMap())
            } shouldBe
                """
                no-environment: the environment script does not exist
                  at gone/env.kts
                  fix create it, or correct env in [migrate]
                """
                    .trimIndent()
        }

        test("rewriters are asked in turn, by type, and a failure has its line") {
            val environment =
                read(
                    "rewriters",
                    """
                    rewrite<DropTable> { }
                    rewrite<CreateTable> {
                        if (it.table.name.name == "bad") error("no bad tables")
                        keep(it)
                        createIndex("ix_made", it.table.name.name, "id")
                    }
                    rewrite<CreateIndex> { keep(CreateIndex(it.table, it.index, it.ifNotExists, true)) }
                    """,
                )
            val rewriter = environment.rewriter()
            rewriter.rewrite(DropTable(TableName.of("t"), false)).shouldBeEmpty()
            OperationText.of(rewriter.rewrite(CreateTable(table("t"), false))).last() shouldBe
                "createIndex(\"ix_made\", \"t\", \"id\", concurrently = true)"
            problems { rewriter.rewrite(CreateTable(table("bad"), false)) } shouldContain
                "at rewriters/env.kts:3"
        }

        for (kind in listOf(SQLITE, POSTGRESQL)) {
            test("$kind: the rows that a hook writes are committed with its step") {
                val database = kind.fresh()
                database.execute("create table audit (revision varchar(20), kind varchar(20))")
                val environment =
                    read(
                        "hooks-$kind",
                        """
                        beforeStep { step ->
                            data("look") { exec("select 1") }
                        }
                        afterStep { step ->
                            bulkInsert("audit", "revision" to step.revision, "kind" to step.kind)
                            if (step.revision == "b2") {
                                execute("insert into nowhere values (1)")
                            }
                        }
                        """,
                    )
                val migrations =
                    source(
                        "hooked-$kind",
                        "a1" to
                            "revision = \"a1\"\nupgrade { createTable(\"a\") { long(\"id\") } }",
                        "b2" to "revision = \"b2\"\ndownRevision = \"a1\"\n",
                    )
                val migrator = migrator(database, environment, migrations = migrations)
                val failure = shouldThrow<StepFailedException> { migrator.upgrade() }
                failure.problems().single().location().toString() shouldContain "env.kts:7"
                database.query("select kind from audit") shouldBe listOf("UPGRADE")
                migrator.history().rows() shouldBe listOf("a1")
                migrator.downgrade("base")
                database.query("select kind from audit order by kind") shouldBe
                    listOf("DOWNGRADE", "UPGRADE")
            }
        }

        test("PostgreSQL: two schemas, and tables that belong to others") {
            val database = POSTGRESQL.fresh()
            database.execute(
                """
                create schema billing;
                create schema audit;
                create table users (id bigint primary key, legacy text, note text);
                create index ix_manual_note on users (note);
                create table spatial_ref_sys (srid int primary key);
                create table tmp_1 (id int);
                create table billing.invoices (id bigint primary key);
                create table billing.forgotten (id bigint primary key);
                create table billing.parts (id int) partition by range (id);
                create table billing.parts_1 partition of billing.parts for values from (0) to (9);
                create table audit.log (id int)
                """
            )
            val tables =
                model(
                    "schemas",
                    """
                    object Users : Table("users") {
                        val id = long("id")
                        override val primaryKey = PrimaryKey(id)
                    }
                    object Invoices : Table("billing.invoices") {
                        val id = long("id")
                        val sum = long("sum").nullable()
                        override val primaryKey = PrimaryKey(id)
                    }
                    """,
                )
            fun found(name: String, text: String): List<String> =
                migrator(database, read(name, text), tables)
                    .compareWithDatabase { _, _ -> true }
                    .diff()
                    .operations()
                    .let(::lines)
                    .sorted()
            found("schemas-all", "") shouldContainExactly
                listOf(
                    "addColumn billing.invoices.sum",
                    "dropColumn users.legacy",
                    "dropColumn users.note",
                    "dropIndex ix_manual_note on users",
                    "dropTable spatial_ref_sys",
                    "dropTable tmp_1",
                )
            found(
                "schemas-some",
                """
                include { schema("public", "billing") }
                exclude {
                    table("spatial_ref_sys", "tmp_*")
                    column("users", "legacy", "note")
                    index("users", "ix_manual_*")
                }
                """,
            ) shouldContainExactly
                listOf(
                    "addColumn billing.invoices.sum",
                    "dropTable billing.forgotten",
                )
            found(
                "schemas-code",
                "include { matching(TABLE) { it.schema == \"billing\" } }",
            ) shouldContainExactly listOf("addColumn billing.invoices.sum")
            found(
                    "schemas-one",
                    "include { schema(\"default\"); table(\"users\") }\nexclude { column(\"*\", \"*\"); kind(INDEX) }",
                )
                .shouldBeEmpty()
        }

        test(
            "PostgreSQL: a first revision has the included objects, and other schemas that are named"
        ) {
            val database = POSTGRESQL.fresh()
            database.execute(
                """
                create schema billing;
                create table users (id bigint primary key);
                create table tmp_1 (id int);
                create view all_users as select id from users;
                create view tmp_view as select id from tmp_1;
                create table billing.invoices (id bigint primary key, payer bigint references users (id))
                """
            )
            val environment =
                read(
                    "adopted",
                    """
                    include { schema("default", "billing") }
                    exclude { table("tmp_*"); view("tmp_*") }
                    """,
                )
            lines(
                migrator(database, environment)
                    .baseline { _, _ -> true }
                    .changes()
                    .map {
                        it.operation()
                    }
            ) shouldContainExactly
                listOf(
                    "createSchema billing",
                    "createTable users",
                    "createTable billing.invoices",
                    "createView all_users",
                )
        }

        for (kind in listOf(SQLITE, POSTGRESQL, TestDatabase.H2)) {
            test("$kind: names follow a convention, and an upgraded database shows no difference") {
                val database = kind.fresh()
                val tables =
                    model(
                        "named",
                        """
                        object Towns : Table("towns") {
                            val id = long("id")
                            override val primaryKey = PrimaryKey(id)
                        }
                        object Users : Table("users") {
                            val id = long("id")
                            val mail = varchar("mail", 50).uniqueIndex()
                            val name = varchar("name", 50).index()
                            val given = varchar("given", 50).index("ix_own")
                            val town = reference("town", Towns.id)
                            val age = integer("age").check { it greater 0 }
                            override val primaryKey = PrimaryKey(id)
                        }
                        """,
                    )
                val environment = read("named", NAMED)
                val migrator = migrator(database, environment, tables)
                val comparison = migrator.compareWithDatabase { _, _ -> true }
                ScriptContent.of(comparison)
                val users =
                    comparison
                        .diff()
                        .operations()
                        .filterIsInstance<CreateTable>()
                        .map { it.table() }
                        .single { it.name().name() == "users" }
                users.constraintNames() shouldContainExactly
                    listOf("pk_users", "ck_users_age", "fk_users_town_towns")
                users.indexes().map { it.name() } shouldContainExactly
                    listOf("ux_users_mail", "ix_users_name", "ix_own")
                val written = migration("a1", up = comparison.diff().operations())
                val again =
                    migrator(database, environment, tables, MigrationSource.of(listOf(written)))
                again.upgrade()
                lines(again.compareWithDatabase { _, _ -> true }.diff().operations())
                    .shouldBeEmpty()
                lines(again.compareWithHistory { _, _ -> true }.diff().operations()).shouldBeEmpty()
            }
        }

        test("every example of the documents compiles and is accepted") {
            val examples =
                listOf("../docs/env.md", "../docs/flyway.md")
                    .flatMap { BLOCK.findAll(Path.of(it).readText()) }
                    .map { it.groupValues[1] }
                    .filter { text -> BEGINNINGS.any(text::startsWith) }
            examples.size shouldBe 6
            val scripts = examples.mapIndexed { index, text ->
                Script("env.md/$index.env.kts", text)
            }
            host().classes(scripts).forEach { type ->
                val script =
                    type.constructors.single().newInstance(emptyMap<String, String>())
                        as EnvironmentScript
                script.toEnvironment("env.md").hook().after(STEP)
            }
        }
    }

    private fun table(name: String): Table =
        Table.of(
            TableName.of(name),
            listOf(Column.of("id", ColumnType.IntegerType(64, false))),
            null,
        )

    private companion object {
        val STEP =
            AppliedStep(
                StepKind.UPGRADE,
                "a1",
                "first",
                emptyList(),
                listOf("a1"),
                null,
                false,
                false,
            )
        const val NAMED =
            """
            naming {
                primaryKey = "pk_{table}"
                unique = "uq_{table}_{columns}"
                check = "ck_{table}_{columns}"
                foreignKey = "fk_{table}_{columns}_{referenced_table}"
                index = "ix_{table}_{columns}"
                uniqueIndex = "ux_{table}_{columns}"
            }
            """
        /** Other examples are of migrations and models. */
        val BEGINNINGS =
            listOf("include {", "exclude {", "naming {", "beforeStep {", "afterStep {", "rewrite<")
        val BLOCK = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
    }
}
