package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.ModelScript
import io.kmigrate.exposed.ModelTables
import io.kmigrate.failure.MigrationException
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/** Tables from `*.tables.kts`, with a real compiler. */
class HostModelTest : FunSpec() {
    private val fixture = autoClose(HostFixture())

    private fun folder(name: String, vararg scripts: Pair<String, String>): Path {
        val folder = fixture.root.resolve(name).createDirectories()
        scripts.forEach { (file, text) -> folder.resolve("$file.tables.kts").writeText(text) }
        return folder
    }

    private fun read(
        vararg places: Path,
        compiler: ScriptCompiler = HostFixture.isolated,
    ): Snapshot {
        val tables = ModelTables()
        val host =
            ScriptHost(
                fixture.cache(),
                ModelScript::class.java.classLoader,
                compiler,
                ScriptKind.MODEL,
            )
        ModelScripts(places.toList(), host).addTo(tables)
        return tables.snapshot()
    }

    /** Without the folder that this run made. */
    private fun problems(action: () -> Unit): String =
        shouldThrow<MigrationException> { action() }
            .problems()
            .joinToString("\n") { it.shown() }
            .replace("${fixture.root}/", "")

    private fun names(snapshot: Snapshot) = snapshot.tables().map { it.name().toString() }

    init {
        test("scripts of one model see each other's tables in any order") {
            val folder =
                folder(
                    "several",
                    "a_bookings" to
                        """
                        object Bookings : Table("bookings") {
                            val student = reference("student_id", Students.id, onDelete = CASCADE)
                        }
                        """,
                    "b_students" to
                        """
                        object Students : Table("students") {
                            val id = long("id")
                            override val primaryKey = PrimaryKey(id)
                        }
                        """,
                )
            val model = read(folder)
            names(model) shouldBe listOf("bookings", "students")
            model.table(TableName.of("bookings")).get().foreignKeys().map {
                it.referencedTable()
            } shouldBe listOf(TableName.of("students"))

            val noCompiler =
                object : ScriptCompiler {
                    override fun compile(work: Path) = error("compiled again")
                }
            names(read(folder, compiler = noCompiler)) shouldBe listOf("bookings", "students")
        }

        test("values of a script count like its objects; an alias and a helper do not") {
            val folder =
                folder(
                    "values",
                    "values" to
                        """
                        open class Named(name: String) : Table(name) { val name = varchar("name", 50) }
                        val roads = Named("roads")
                        val streets = roads.alias("streets")
                        object Towns : Named("towns")
                        object All { object Lakes : Named("lakes"); val list = listOf(Towns, Lakes) }
                        """,
                    "nothing" to "fun twice(text: String) = text + text",
                )
            names(read(folder)) shouldBe listOf("lakes", "roads", "towns")
        }

        test("a script may be named instead of its folder, and is read once") {
            val folder = folder("one", "a" to "object A : Table(\"a\") { val x = long(\"x\") }")
            names(read(folder.resolve("a.tables.kts"), folder)) shouldBe listOf("a")
        }

        test("errors are reported once, at the line of their script") {
            val folder =
                folder(
                    "errors",
                    "a" to "object A : Table(\"a\") {\n    val id = lonk(\"id\")\n}\n",
                    "b" to
                        "object B : Table(\"b\") {\n    val a = reference(\"a\", A.id)\n    val c = integr(\"c\")\n}\n",
                )
            problems { read(folder) } shouldBe
                """
                script-error: Unresolved reference 'lonk'
                  at errors/a.tables.kts:2:14
                      val id = lonk("id")
                               ^
                script-error: Unresolved reference 'integr'
                  at errors/b.tables.kts:3:13
                      val c = integr("c")
                              ^
                """
                    .trimIndent()
        }

        test("a table that is declared twice, or fails when it is created, is named") {
            val twice =
                folder(
                    "twice",
                    "a" to "object A : Table(\"same\") { val x = long(\"x\") }",
                    "b" to "object B : Table(\"same\") { val x = long(\"x\") }",
                )
            problems { read(twice) } shouldBe
                """
                duplicate-model-table: the model has two tables same: in twice/a.tables.kts and in twice/b.tables.kts
                  at twice/b.tables.kts
                  fix keep one of them, or name only one in [model]
                """
                    .trimIndent()
            val failing =
                folder("failing", "a" to "val x = long()\nfun long(): Int = error(\"no\")")
            problems { read(failing) } shouldBe
                """
                script-failed: the script threw IllegalStateException: no
                  at failing/a.tables.kts:2
                  fix fix the script; a block only describes operations, so put code that needs the database into data { }
                """
                    .trimIndent()
        }

        test("a model without tables, or without its folder, is refused") {
            listOf(
                    folder("empty") to "empty/app.tables.kts",
                    folder("comment", "a" to "// Later.", "b" to "") to "comment/a.tables.kts",
                )
                .forEach { (model, file) ->
                    problems { read(model) } shouldBe
                        """
                        empty-model: the model has no tables, and a comparison with it would drop everything
                          at $file
                          fix declare a table in $file
                        """
                            .trimIndent()
                }
            problems { read(fixture.root.resolve("gone")) } shouldBe
                """
                no-script-folder: the script folder gone does not exist
                  at gone
                  fix create it, or set scripts in [model] to the folder of your model
                """
                    .trimIndent()
        }
    }
}
