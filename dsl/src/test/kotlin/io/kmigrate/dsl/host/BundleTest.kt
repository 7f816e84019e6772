package io.kmigrate.dsl.host

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.bundle.Bundle
import io.kmigrate.bundle.BundleIndex
import io.kmigrate.bundle.BundleOptions
import io.kmigrate.bundle.BundleWriter
import io.kmigrate.bundle.PackedScript
import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.run.EditedScriptException
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestJava
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.net.URLClassLoader
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.walk
import kotlin.io.path.writeText

/** Compiled scripts in a jar: made, run, and refused when they are not what they were. */
class BundleTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val scripts by lazy { scripts(fixture, "app/migrations") }
        val jar by lazy { fixture.root.resolve("made/app.jar") }
        val index: BundleIndex by lazy {
            migrator(fixture, scripts).bundle(BundleOptions.of(jar).named("migrations"))
        }
        val packed: List<PackedScript> by lazy { fixture.source(scripts).pack() }

        fun made(): Path = jar.also { index }

        fun opened(path: Path, parameters: Map<String, String> = emptyMap()): MigratorBuilder =
            Migrator.builder().scripts(path).addParameters(parameters)

        /** The same bundle with one entry rewritten, or taken away. */
        fun changed(name: String, change: (String, ByteArray) -> ByteArray?): Path =
            rezipped(made(), fixture.root.resolve("$name.jar"), change)

        test("the index holds headers, checksums, files and the digest of every entry") {
            index.scripts().map { it.revision().id() } shouldContainExactly listOf("a1", "b2", "c3")
            val (first, second, third) = index.scripts()
            first.revision().path() shouldBe "migrations/1.migration.kts"
            first.revision().message() shouldBe "two\nlines \\n and ünïcode"
            first.files().keys shouldContainExactly setOf("towns.csv", "towns.sql")
            second.revision().parents() shouldContainExactly listOf("a1")
            second.readsParameters() shouldBe true
            first.readsParameters() shouldBe false
            third.revision().branchLabels() shouldContainExactly listOf("billing")
            ZipFile(made().toFile()).use { zip ->
                zip.stream()
                    .map { it.name }
                    .toList()
                    .filter { it.startsWith(FOLDER) } shouldContainExactly
                    (index.digests().keys + "index").map { FOLDER + it }.sorted()
            }
            Bundle.open(made()).index() shouldBe index
        }

        test("the same scripts give the same bytes, elsewhere and on another class path") {
            val elsewhere = scripts(fixture, "elsewhere/deep/migrations")
            val other = fixture.root.resolve("other.jar")
            val more = URLClassLoader(arrayOf(fixture.root.toUri().toURL()), OUR_LOADER)
            val host = ScriptHost(fixture.cache("other"), more, HostFixture.isolated)
            Migrator.builder()
                .source(fixture.source(elsewhere, host = host))
                .build()
                .bundle(BundleOptions.of(other).named("migrations"))
            other.readBytes() shouldBe made().readBytes()
        }

        TestDatabase.entries.forEach { kind ->
            test("$kind: a bundle runs up and down, with its files and with parameters") {
                val database = kind.fresh()
                val migrator = opened(made(), mapOf("room" to "blue")).dataSource(database).build()
                migrator.upgrade("heads").revisions() shouldContainExactly listOf("b2", "c3")
                database.query("select name from towns order by id") shouldContainExactly
                    listOf("Łódź", "New York", "Kraków")
                database.query("select name from rooms") shouldContainExactly listOf("blue")
                migrator.upgrade("heads").steps().shouldBeEmpty()
                // Parameters may differ from run to run without being an edit of other scripts.
                migrator.downgrade("base").revisions().shouldBeEmpty()
            }
        }

        test(
            "a bundle is found on the class path by name, also in a folder of classes, and also twice"
        ) {
            val classes = fixture.root.resolve("classes")
            migrator(fixture, scripts).bundle(BundleOptions.of(classes).named("migrations"))
            val copy = Files.copy(made(), fixture.root.resolve("copy.jar"))
            for (path in listOf(listOf(made()), listOf(classes), listOf(copy, made(), classes))) {
                URLClassLoader(path.map { it.toUri().toURL() }.toTypedArray(), OUR_LOADER).use {
                    Migrator.builder().addBundle("migrations", it).build().graph().size() shouldBe 3
                }
            }
            opened(Files.copy(made(), fixture.root.resolve("x.jar")))
                .build()
                .graph()
                .size() shouldBe 3
        }

        test("bundles of several names form one graph") {
            val billing =
                fixture.folder("billing", "1" to HostFixture.script("d4", "downRevision = \"c3\""))
            val second = fixture.root.resolve("billing.jar")
            Migrator.builder()
                .scripts(made(), billing)
                .cacheFolder(fixture.cache("billing").path)
                .build()
                .bundle(BundleOptions.of(second).named("billing"))
                .scripts()
                .map { it.revision().id() } shouldContainExactly listOf("d4")
            val urls = listOf(made(), second).map { it.toUri().toURL() }.toTypedArray()
            URLClassLoader(urls, OUR_LOADER).use { loader ->
                val database = TestDatabase.SQLITE.fresh()
                Migrator.builder()
                    .dataSource(database)
                    .addBundle("billing", loader)
                    .addBundle("migrations", loader)
                    .build()
                    .upgrade("heads")
                    .revisions() shouldContainExactly listOf("b2", "d4")
            }
            opened(made()).scripts(made(), second).build().graph().size() shouldBe 4
        }

        test("a bundle inside an application's jar is found below its classes") {
            val application = fixture.root.resolve("application.jar")
            rezipped(made(), application, prefix = "BOOT-INF/classes/") { _, bytes -> bytes }
            opened(application)
                .dataSource(TestDatabase.H2.fresh())
                .build()
                .upgrade("a1")
                .revisions() shouldContainExactly listOf("a1")
        }

        test("a file that a script reads is part of the bundle, also in a folder") {
            val database = TestDatabase.SQLITE.fresh()
            val folder = scripts(fixture, "rows/migrations")
            fun upgrade() =
                Migrator.builder()
                    .source(fixture.source(folder))
                    .dataSource(database)
                    .build()
                    .upgrade("a1")
            upgrade()
            upgrade().steps().shouldBeEmpty()
            folder.resolve("towns.sql").writeText("delete from towns;")
            shouldThrow<EditedScriptException> { upgrade() }.message.orEmpty() shouldContain
                "+ executeFile"
            folder.resolve("towns.csv").writeText("id,name\n9,Oslo\n")
            shouldThrow<EditedScriptException> { upgrade() }.message.orEmpty() shouldContain
                "+ loadCsv"
        }

        test("the checksum shows an edit without loading a class; a comment is no edit") {
            val database = TestDatabase.SQLITE.fresh()
            opened(made()).dataSource(database).build().upgrade("a1")
            fun edited(change: (String) -> String): Migrator {
                val folder = scripts(fixture, "edited/migrations", change)
                val target = fixture.root.resolve("edited.jar")
                migrator(fixture, folder)
                    .bundle(BundleOptions.of(target).named("migrations").replacing())
                return opened(target).dataSource(database).build()
            }
            edited { "// a comment\n$it" }.upgrade("a1").steps().shouldBeEmpty()
            val otherRows = { text: String ->
                fixture.root.resolve("edited/migrations/towns.csv").writeText("id,name\n9,Oslo\n")
                text
            }
            shouldThrow<EditedScriptException> { edited(otherRows).upgrade() }
                .message
                .orEmpty() shouldContain "+ loadCsv"
            val failure =
                shouldThrow<EditedScriptException> {
                    edited { it.replace("varchar(\"name\", 40)", "varchar(\"name\", 41)") }
                        .upgrade()
                }
            failure.outcome().exitCode() shouldBe 5
            failure.message.orEmpty() shouldContain "varchar(41)"
        }

        test("a bundle runs without a compiler and scripting jars, in a process of its own") {
            val folder = Files.createDirectories(fixture.root.resolve("child"))
            val classPath =
                (System.getProperty("java.class.path").split(':').filterNot {
                        COMPILER.containsMatchIn(it.substringAfterLast('/'))
                    } + made().toString())
                    .joinToString(":")
            val process =
                ProcessBuilder(
                        *TestJava.command,
                        "-cp",
                        classPath,
                        BundleProgram::class.java.name,
                        "jdbc:sqlite:$folder/app.db",
                    )
                    .redirectErrorStream(true)
                    .start()
            val output = process.inputStream.bufferedReader().readText()
            output shouldBe
                "no compiler, no scripting\napplied a1, b2, c3\nnothing to do\nundone c3, b2, a1\n"
            process.waitFor() shouldBe 0
        }

        test("an existing file is not overwritten, unless it is the same or an option allows it") {
            val target = fixture.root.resolve("kept.jar").also { it.writeText("mine") }
            val folder = fixture.root.resolve("kept")
            val migrator = migrator(fixture, scripts)
            val other = migrator(fixture, fixture.folder("one", "1" to HostFixture.script("x")))
            shouldThrow<MigrationException> {
                    migrator.bundle(BundleOptions.of(target).named("migrations"))
                }
                .code() shouldBe ErrorCode.BUNDLE_EXISTS
            target.readText() shouldBe "mine"
            migrator.bundle(BundleOptions.of(target).named("migrations").replacing())
            migrator.bundle(BundleOptions.of(target).named("migrations"))
            target.readBytes() shouldBe made().readBytes()
            migrator.bundle(BundleOptions.of(folder).named("migrations"))
            migrator.bundle(BundleOptions.of(folder).named("migrations"))
            shouldThrow<MigrationException> {
                    other.bundle(BundleOptions.of(folder).named("migrations"))
                }
                .code() shouldBe ErrorCode.BUNDLE_EXISTS
            other.bundle(BundleOptions.of(folder).named("migrations").replacing())
            folder.walk().count() shouldBe 2
            shouldThrow<MigrationException> {
                    migrator.bundle(
                        BundleOptions.of(target.resolve("below.jar")).named("migrations")
                    )
                }
                .code() shouldBe ErrorCode.CANNOT_WRITE
        }

        test("a file that is no bundle is refused") {
            val loader = URLClassLoader(emptyArray(), OUR_LOADER)
            val text = fixture.root.resolve("text.jar").also { it.writeText("no zip") }
            val two =
                fixture.root.resolve("two").also { folder ->
                    migrator(fixture, scripts).bundle(BundleOptions.of(folder).named("one"))
                    migrator(fixture, scripts).bundle(BundleOptions.of(folder).named("two"))
                }
            val billing =
                fixture.root.resolve("again.jar").also {
                    val folder = fixture.folder("again", "1" to HostFixture.script("d4"))
                    migrator(fixture, folder).bundle(BundleOptions.of(it).named("migrations"))
                }
            val both =
                URLClassLoader(arrayOf(made(), billing).map { it.toUri().toURL() }.toTypedArray())
            codes(
                { Migrator.builder().addBundle("migrations", loader).build() },
                { opened(fixture.root.resolve("none.jar")).build() },
                { Bundle.open(fixture.root.resolve("elsewhere")) },
                { opened(text).build() },
                { Bundle.open(two) },
                { Bundle.find("migrations", both) },
                {
                    migrator(fixture, scripts)
                        .bundle(BundleOptions.of(text).named("../x").replacing())
                },
                {
                    migrator(fixture, fixture.folder("empty"))
                        .bundle(BundleOptions.of(text).named("x").replacing())
                },
                { opened(made()).build().bundle(BundleOptions.of(text).named("x").replacing()) },
            ) shouldContainExactly
                listOf(
                    "no-bundle",
                    "no-bundle",
                    "no-bundle",
                    "damaged-bundle",
                    "ambiguous-bundle",
                    "ambiguous-bundle",
                    "illegal-bundle-name",
                    "nothing-to-bundle",
                    "nothing-to-bundle",
                )
        }

        test("a bundle that has changed since it was created is refused before anything runs") {
            val database = TestDatabase.SQLITE.fresh()
            fun refusal(jar: Path) =
                shouldThrow<MigrationException> {
                    opened(jar).dataSource(database).build().upgrade("heads")
                }
            val gone =
                refusal(changed("gone") { name, bytes -> bytes.takeUnless { "files/" in name } })
            gone.code() shouldBe ErrorCode.DAMAGED_BUNDLE
            gone.message.orEmpty() shouldContain "lacks its entry files/"
            val touched =
                refusal(
                    changed("touched") { name, bytes ->
                        if (name.endsWith(".class")) bytes.also { it[it.size - 1]++ } else bytes
                    }
                )
            touched.problems().size shouldBe index.digests().keys.count { it.endsWith(".class") }
            touched.code() shouldBe ErrorCode.DAMAGED_BUNDLE
            fun index(name: String, change: (String) -> String) =
                changed(name) { entry, bytes ->
                    if (entry.endsWith("/index")) change(bytes.decodeToString()).encodeToByteArray()
                    else bytes
                }
            codes(
                {
                    refusal(index("index") { it.replace("message third", "message fourth") }).let {
                        throw it
                    }
                },
                { refusal(index("short") { it.take(300) }).let { throw it } },
                { refusal(index("other") { "something else\n" }).let { throw it } },
                {
                    refusal(index("format") { it.replace("bundle 1\n", "bundle 3\n") }).let {
                        throw it
                    }
                },
            ) shouldContainExactly
                listOf(
                    "damaged-bundle",
                    "damaged-bundle",
                    "damaged-bundle",
                    "unknown-bundle-format",
                )
            database.query("select name from sqlite_master").shouldBeEmpty()
        }

        test(
            "operations that differ from the index are refused, and so is another place in the graph"
        ) {
            fun sealed(name: String, script: PackedScript): Migrator {
                val target = fixture.root.resolve("$name.jar")
                BundleWriter("migrations", "0.9")
                    .add(listOf(script))
                    .write(target, BundleOptions.Existing.REPLACE)
                return opened(target).dataSource(TestDatabase.H2.fresh()).build()
            }
            val real = packed[0]
            val falseSum = real.with(checksum = "0".repeat(64))
            shouldThrow<MigrationException> { sealed("sum", falseSum).upgrade() }
                .message shouldContain "describes other operations"
            val moved = real.with(mainClass = packed[2].mainClass(), classes = packed[2].classes())
            shouldThrow<MigrationException> { sealed("moved", moved).upgrade() }
                .message shouldContain "has another place in the graph"
        }

        test("a script that needs a newer Kmigrate is refused with both versions") {
            val real = packed[0]
            val newer =
                real.with(
                    classes =
                        real.classes().mapValues { (_, bytes) ->
                            bytes.replaced("createTable\$default", "createTablX\$default")
                        }
                )
            val target = fixture.root.resolve("newer.jar")
            BundleWriter("migrations", "9.9")
                .add(listOf(newer))
                .write(target, BundleOptions.Existing.REPLACE)
            val failure =
                shouldThrow<ScriptProblemsException> {
                    opened(target).dataSource(TestDatabase.H2.fresh()).build().upgrade()
                }
            failure.code() shouldBe ErrorCode.BUNDLE_NEEDS_OTHER_VERSION
            failure.message.orEmpty() shouldContain
                "Kmigrate 9.9 made the bundle, and this is ${Build.version}"
            failure.problems().first().location().toString() shouldContain
                "migrations/1.migration.kts"
        }

        test("a script that gives other operations each time is not bundled") {
            val folder =
                fixture.folder(
                    "chance",
                    "1" to
                        HostFixture.script(
                            "a1",
                            "upgrade { execute(\"select \${System.nanoTime()}\") }",
                        ),
                )
            codes({
                migrator(fixture, folder)
                    .bundle(BundleOptions.of(fixture.root.resolve("x.jar")).named("x").replacing())
            }) shouldContainExactly listOf("changing-script")
        }
    }) {
    private companion object {
        const val FOLDER = "META-INF/kmigrate/migrations/"
        val OUR_LOADER: ClassLoader = MigrationScript::class.java.classLoader
        val COMPILER = Regex("^kotlin-(compiler|scripting|script-|daemon|build-tools)")

        fun scripts(fixture: HostFixture, name: String, change: (String) -> String = { it }): Path {
            fixture
                .folder(name)
                .resolve("towns.sql")
                .writeText("-- in\nupdate towns set name = 'Kraków' where id = 3;\n")
            fixture
                .folder(name)
                .resolve("towns.csv")
                .writeText("id,name\n1,Łódź\n2,\"New York\"\n3,\n")
            val folder =
                fixture.folder(
                    name,
                    "1" to
                        change(
                            """
                            revision = "a1"
                            message = "two\nlines \\n and ünïcode"
                            upgrade {
                                createTable("towns") {
                                    val id = long("id")
                                    varchar("name", 40).nullable()
                                    primaryKey(id)
                                }
                                loadCsv("towns", "towns.csv")
                                executeFile("towns.sql")
                                data("count them") { check(Towns.selectAll().count() == 3L) }
                            }
                            downgrade { dropTable("towns") }
                            object Towns : Table("towns") { val id = long("id") }
                            """
                                .trimIndent()
                        ),
                    "2" to
                        """
                        revision = "b2"
                        downRevision = "a1"
                        upgrade {
                            createTable("rooms") { varchar("name", 40) }
                            bulkInsert("rooms", "name" to (parameters["room"] ?: "plain"))
                        }
                        downgrade { dropTable("rooms") }
                        """
                            .trimIndent(),
                    "3" to
                        """
                        revision = "c3"
                        message = "third"
                        branchLabels("billing")
                        upgrade { createTable("bills") { long("id") } }
                        """
                            .trimIndent(),
                )
            return folder
        }

        fun migrator(fixture: HostFixture, folder: Path): Migrator =
            Migrator.builder().source(fixture.source(folder)).build()

        fun codes(vararg attempts: () -> Any?): List<String> = attempts.map {
            shouldThrow<MigrationException> { it() }.code().text()
        }

        fun PackedScript.with(
            mainClass: String = mainClass(),
            checksum: String = checksum(),
            classes: Map<String, ByteArray> = classes(),
        ) = PackedScript(revision(), mainClass, checksum, readsParameters(), classes, files())

        fun ByteArray.replaced(from: String, to: String): ByteArray =
            toString(Charsets.ISO_8859_1).replace(from, to).toByteArray(Charsets.ISO_8859_1)

        fun rezipped(
            from: Path,
            to: Path,
            change: (String, ByteArray) -> ByteArray?,
        ): Path = rezipped(from, to, "", change)

        fun rezipped(
            from: Path,
            to: Path,
            prefix: String,
            change: (String, ByteArray) -> ByteArray?,
        ): Path {
            ZipOutputStream(Files.newOutputStream(to)).use { out ->
                ZipFile(from.toFile()).use { zip ->
                    zip.stream().toList().forEach { entry ->
                        change(entry.name, zip.getInputStream(entry).readAllBytes())?.let {
                            out.putNextEntry(ZipEntry(prefix + entry.name))
                            out.write(it)
                        }
                    }
                }
            }
            return to
        }
    }
}

/** Runs the bundle on its class path, in a process without a compiler. */
internal object BundleProgram {
    @JvmStatic
    fun main(arguments: Array<String>) {
        listOf(
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "kotlin.script.experimental.annotations.KotlinScript",
                "kotlin.script.experimental.jvm.JvmDependency",
            )
            .forEach {
                check(runCatching { Class.forName(it) }.isFailure) { "$it is on the class path" }
            }
        println("no compiler, no scripting")
        val migrator =
            Migrator.builder()
                .dataSource(io.kmigrate.dialect.DatabaseUrl.parse(arguments[0]).dataSource())
                .addBundle()
                .build()
        fun ids(report: io.kmigrate.MigrationReport) = report.steps().joinToString { it.revision() }
        println("applied ${ids(migrator.upgrade("heads"))}")
        println(if (migrator.upgrade("heads").steps().isEmpty()) "nothing to do" else "again")
        println("undone ${ids(migrator.downgrade("base"))}")
    }
}
