package io.kmigrate.dsl.host

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import io.kmigrate.Migrator
import io.kmigrate.bundle.Bundle
import io.kmigrate.bundle.BundleOptions
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.host.ReflectionTrace.Kind
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.File
import java.net.URLClassLoader
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * What a native image of GraalVM must know. No native image is built here: a traced run on the Java
 * virtual machine tells what the metadata has to name.
 */
class NativeImageTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val classes by lazy {
            val scripts = Files.createDirectories(fixture.root.resolve("native/migrations"))
            scripts.resolve("1.migration.kts").writeText(SCRIPT)
            scripts.resolve("rooms.csv").writeText("name\nBlue\n")
            val target = fixture.root.resolve("native/classes")
            Migrator.builder()
                .source(fixture.source(scripts))
                .build()
                .bundle(BundleOptions.of(target).withNativeImage())
            target
        }
        val metadata by lazy {
            val parts =
                listOf(
                    "../runtime/src/main/resources/META-INF/native-image/io.kmigrate/kmigrate-runtime",
                    "src/main/resources/META-INF/native-image/io.kmigrate/kmigrate-dsl",
                    "$classes/META-INF/native-image/io.kmigrate.bundle/migrations",
                )
            Metadata(parts.map { Path.of("$it/reachability-metadata.json").readText() })
        }

        test("the classes of the scripts are on the class path of a native image, and named") {
            val mainClasses = Bundle.open(classes).index().scripts().map { it.mainClass() }
            mainClasses.forEach { name ->
                classes.resolve("${name.replace('.', '/')}.class").exists() shouldBe true
            }
            metadata.types shouldContainAll mainClasses
        }

        test("the classes on the class path are taken, where none can be defined") {
            URLClassLoader(arrayOf(classes.toUri().toURL()), javaClass.classLoader).use { loader ->
                val source = KotlinScriptLoader().open(Bundle.open(classes), mapOf(), loader)
                source.load(source.revisions()).keys shouldContainExactly setOf("a1")
                val name = Bundle.open(classes).index().scripts().single().mainClass()
                ScriptClassLoader(loader, listOf()).loadClass(name).classLoader shouldBe loader
            }
        }

        test("every driver that is loaded by its name is in the metadata") {
            metadata.types shouldContainAll Dialects.all().map { it.driver().className() }
        }

        test("the metadata has all that a run with a bundle loads by reflection or as a resource") {
            val classPath = System.getProperty("java.class.path") + File.pathSeparator + classes
            val (found, output) = ReflectionTrace.of(classPath, NativeProgram::class.java.name)
            output.lines() shouldContain "done [a1]"
            found.map { it.kind }.toSet() shouldContainAll
                setOf(Kind.CLASS, Kind.MEMBER, Kind.RESOURCE, Kind.SERVICE, Kind.PROXY)
            found
                .filter { OURS.containsMatchIn(it.caller) }
                .filterNot(metadata::covers)
                .joinToString("\n") shouldBe ""
        }
    })

/** Drivers and kotlin-reflect have metadata of their own. */
private val OURS = Regex("^(io[.]kmigrate|org[.]jetbrains[.]exposed|de[.]siegmar)[.]")

private val BY_ITSELF = Regex("^(java|sun|jdk)[.]|^\\[|[$][$]Lambda")

private val SCRIPT =
    """
    revision = "a1"
    message = "rooms"
    object Rooms : Table("rooms") {
        val name = varchar("name", 40)
    }
    upgrade {
        createTable("rooms") { varchar("name", 40) }
        loadCsv("rooms", "rooms.csv")
        data("paint") {
            Rooms.update { it[name] = "Red" }
            Rooms.selectAll().toList()
            exec("select 1")
        }
    }
    downgrade {
        dropTable("rooms")
    }
    """
        .trimIndent()

/** What an application does with a bundle. */
internal object NativeProgram {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val file = Files.createTempFile("native", ".db")
        listOf("jdbc:h2:mem:native;DB_CLOSE_DELAY=-1", "jdbc:sqlite:$file").forEach { url ->
            val migrator =
                Migrator.builder()
                    .dataSource(DatabaseUrl.parse(url).dataSource())
                    .addBundle()
                    .build()
            migrator.upgrade("head")
            migrator.requireUpToDate("head")
            migrator.report(0)
            migrator.downgrade("base")
            migrator.validate()
            val rows = migrator.upgrade("head").revisions()
            if ("sqlite" in url) println("done $rows")
        }
        Files.delete(file)
    }
}

/** Several files of reachability metadata together. */
private class Metadata(texts: List<String>) {
    private val files = texts.map { JsonParser.parseString(it).asJsonObject }
    private val entries = files.flatMap { it.objects("reflection") }
    val types = entries.map { it["type"] }.filter { it.isJsonPrimitive }.map { it.asString }.toSet()
    private val proxies =
        entries
            .map { it["type"] }
            .filter { it.isJsonObject }
            .map { type ->
                type.asJsonObject.getAsJsonArray("proxy").joinToString { it.asString }
            }
            .toSet()
    private val resources =
        files.flatMap { it.objects("resources") }.map { glob(it["glob"].asString) }

    /**
     * Native images know by themselves what Java has, what lambdas are, and the files of services.
     */
    fun covers(trace: ReflectionTrace): Boolean =
        when (trace.kind) {
            Kind.CLASS,
            Kind.MEMBER -> trace.wanted in types || BY_ITSELF.containsMatchIn(trace.wanted)
            Kind.CLASS_RESOURCE,
            Kind.RESOURCE ->
                trace.wanted.startsWith("META-INF/services/") ||
                    resources.any { it.matches(trace.wanted) }
            Kind.SERVICE -> true
            Kind.PROXY -> trace.wanted in proxies
        }

    private fun JsonObject.objects(name: String) =
        getAsJsonArray(name)?.map { it.asJsonObject }.orEmpty()

    private fun glob(text: String) = Regex(text.split("**").joinToString(".*") { Regex.escape(it) })
}
