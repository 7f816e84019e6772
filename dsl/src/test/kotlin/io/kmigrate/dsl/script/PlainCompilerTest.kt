package io.kmigrate.dsl.script

import io.kmigrate.revision.Migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.io.File
import java.net.URLClassLoader
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments
import org.jetbrains.kotlin.cli.common.arguments.parseCommandLineArguments
import org.jetbrains.kotlin.cli.common.messages.MessageRenderer
import org.jetbrains.kotlin.cli.common.messages.PrintingMessageCollector
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.jetbrains.kotlin.config.Services

/** What an IDE does: the definition is found on the class path, nobody names it. */
class PlainCompilerTest :
    FunSpec({
        test("the plain compiler finds the definition and compiles the sample of the design") {
            val folder = tempdir()
            val script = File(folder, "sample.migration.kts").apply { writeText(DESIGN_SAMPLE) }
            val output = File(folder, "classes")

            compile(script, output) shouldBe ""

            val migration = evaluate(output, "Sample_migration")
            described(migration.up()) shouldBe DESIGN_SAMPLE_UP
            migration.up().map { it.location()?.line() } shouldBe listOf(9, 14, 15, 16, 17, 18)
            migration.revision().parents() shouldBe listOf("8f2a6c01b7de")
            writtenDowngrade(migration) shouldBe
                """
                dropIndex(name: ix_students_phone, table: students)
                dropColumn(table: students, column: school_id)
                dropColumn(table: students, column: phone)
                dropTable(table: schools)
                """
                    .trimIndent()
        }

        test("the plain compiler finds the definition of env.kts") {
            val folder = tempdir()
            val script =
                File(folder, "env.kts").apply {
                    writeText(
                        """
                        exclude { kind(VIEW) }
                        afterStep { step -> if (step.kind == STAMP) execute("select 1") }
                        rewrite<CreateTable> { keep(CreateTable(it.table, true)) }
                        """
                            .trimIndent()
                    )
                }
            compile(script, File(folder, "classes")) shouldBe ""
        }

        test("a block's words are visible only in it, and helpers and constants need no import") {
            val folder = tempdir()
            val script =
                File(folder, "words.migration.kts").apply {
                    writeText(
                        """
                        fun OperationScope.dropAll(vararg names: String) = names.forEach { dropTable(it) }
                        fun ColumnsScope.amount(name: String) = decimal(name, 12, 2)
                        fun TableScope.stamps() { timestamp("made").defaultExpression(CurrentTimestamp) }
                        revision = "a1"
                        upgrade {
                            dropAll("a", "b")
                            createTable("t") { amount("price"); stamps(); long("u").references("u", "id", SET_NULL, RESTRICT) }
                            createTable("v") { dropTable("inner") }
                            data("late") { dropTable("inner") }
                            alterColumn("t", "c") { type { dropDefault(); varchar(it, 9) } }
                        }
                        """
                            .trimIndent()
                    )
                }
            compile(script, File(folder, "classes"))
                .lines()
                .filter { "error:" in it }
                .map { it.substringAfter("fun ").replace(Regex("\\(.*\\): Unit'"), "") } shouldBe
                listOf("dropTable", "dropTable", "dropDefault").map {
                    "$it cannot be called in this context with an implicit receiver. Use an explicit receiver if necessary."
                }
        }
    })

/** The messages of the compiler; none when it is content. */
private fun compile(script: File, output: File): String {
    val messages = java.io.ByteArrayOutputStream()
    val arguments = K2JVMCompilerArguments()
    parseCommandLineArguments(
        listOf(
            "-no-stdlib",
            "-no-reflect",
            "-jvm-target",
            "17",
            "-Xallow-any-scripts-in-source-roots",
            "-classpath",
            scriptClassPath(),
            "-d",
            output.path,
            script.path,
        ),
        arguments,
    )
    val collector =
        PrintingMessageCollector(
            java.io.PrintStream(messages, true, "UTF-8"),
            MessageRenderer.WITHOUT_PATHS,
            false,
        )
    val exit = K2JVMCompiler().exec(collector, Services.EMPTY, arguments)
    return if (exit == ExitCode.OK) messages.toString("UTF-8") else "$exit\n$messages"
}

/** What a project has that uses the DSL: no compiler and no test tool. */
private fun scriptClassPath(): String =
    System.getProperty("java.class.path")
        .split(File.pathSeparator)
        .filter { entry -> unrelated.none { it in File(entry).name } && "test-classes" !in entry }
        .joinToString(File.pathSeparator)

private val unrelated = listOf("compiler", "kotest", "junit", "surefire")

private fun evaluate(output: File, className: String): Migration =
    URLClassLoader(arrayOf(output.toURI().toURL()), PlainCompilerTest::class.java.classLoader).use {
        val script =
            it.loadClass(className).constructors.single().newInstance(emptyMap<String, String>())
        (script as MigrationScript).toMigration("sample.migration.kts")
    }
