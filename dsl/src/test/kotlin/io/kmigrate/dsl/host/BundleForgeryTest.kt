package io.kmigrate.dsl.host

import io.kmigrate.Migrator
import io.kmigrate.bundle.BundleOptions
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.testing.TestDatabase
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.HexFormat
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream
import kotlin.io.path.createDirectories
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText

/** Bundles that no Kmigrate made: their digests may be right. */
class BundleForgeryTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val migrator by lazy {
            Migrator.builder()
                .source(fixture.source(fixture.folder("scripts", "1" to HostFixture.script("a1"))))
                .build()
        }
        val good: Map<String, ByteArray> by lazy {
            val jar = fixture.root.resolve("good.jar")
            migrator.bundle(BundleOptions.of(jar).named("b"))
            ZipFile(jar.toFile()).use { zip ->
                zip.entries().toList().associate { it.name to zip.getInputStream(it).readBytes() }
            }
        }

        fun digest(bytes: ByteArray) =
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))

        fun jar(name: String, entries: Map<String, ByteArray>): Path {
            val file = fixture.root.resolve("$name.jar")
            ZipOutputStream(Files.newOutputStream(file)).use { zip ->
                entries.forEach { (entry, bytes) ->
                    zip.putNextEntry(ZipEntry(entry))
                    zip.write(bytes)
                }
            }
            return file
        }

        /** The good bundle with another class for its script, and digests that fit. */
        fun withClass(name: String, className: String, bytes: ByteArray): Path {
            val script = good.keys.single { it.endsWith(".class") }
            val main = script.removePrefix("${FOLDER}classes/").removeSuffix(".class")
            val entry = "classes/${className.replace('.', '/')}.class"
            val lines =
                good.getValue("${FOLDER}index").decodeToString().lines().mapNotNull { line ->
                    when {
                        line.startsWith("digest ") || line.isEmpty() -> null
                        line.startsWith("entry ") -> "entry ${digest(bytes)} $entry"
                        else -> line.replace(main, className)
                    }
                }
            val index = lines.joinToString("") { "$it\n" }
            val sealed = "${index}digest ${digest(index.encodeToByteArray())}\n"
            return jar(
                name,
                mapOf("${FOLDER}index" to sealed.encodeToByteArray(), "$FOLDER$entry" to bytes),
            )
        }

        fun refusal(jar: Path): ErrorCode =
            shouldThrow<MigrationException> {
                    Migrator.builder()
                        .scripts(jar)
                        .dataSource(TestDatabase.SQLITE.fresh())
                        .build()
                        .upgrade("heads")
                }
                .code()

        fun bytesOf(type: Class<*>): ByteArray =
            type.getResourceAsStream("/${type.name.replace('.', '/')}.class")!!.readBytes()

        test("a main class of the Java runtime, of Kmigrate or of the application is refused") {
            val types =
                listOf(
                    Runtime::class.java,
                    Migrator::class.java,
                    HostFixture::class.java,
                    Unit::class.java,
                )
            for (type in types) {
                refusal(withClass("foreign", type.name, bytesOf(type))) shouldBe
                    ErrorCode.DAMAGED_BUNDLE
            }
        }

        test("a class file that is none is refused") {
            val script = good.entries.single { it.key.endsWith(".class") }
            val main = script.key.removePrefix("${FOLDER}classes/").removeSuffix(".class")
            for (bytes in
                listOf(ByteArray(0), ByteArray(1000), script.value.copyOf(script.value.size / 2))) {
                refusal(withClass("garbage", main, bytes)) shouldBe ErrorCode.DAMAGED_BUNDLE
            }
            refusal(withClass("java", "java.lang.Forged", script.value)) shouldBe
                ErrorCode.DAMAGED_BUNDLE
        }

        test("a jar that unpacks to zeros without an end is refused before it fills the memory") {
            val zeros = ByteArray(70_000_000)
            refusal(jar("index", mapOf("${FOLDER}index" to zeros))) shouldBe
                ErrorCode.DAMAGED_BUNDLE
            refusal(
                jar("class", good.mapValues { if (it.key.endsWith(".class")) zeros else it.value })
            ) shouldBe ErrorCode.DAMAGED_BUNDLE
        }

        test("files that are no jars are refused") {
            val whole = jar("whole", good).toFile().readBytes()
            val file = fixture.root.resolve("bad.jar")
            for (bytes in
                listOf(
                    ByteArray(0),
                    ByteArray(900_000),
                    whole.copyOf(whole.size / 2),
                    whole.copyOfRange(whole.size / 2, whole.size),
                    whole.copyOf().also { it.fill(-1, whole.size - 200, whole.size - 100) },
                    whole.copyOf().also { it.fill(0, 30, whole.size / 2) },
                )) {
                file.writeBytes(bytes)
                val code = refusal(file)
                listOf(ErrorCode.DAMAGED_BUNDLE, ErrorCode.NO_BUNDLE).contains(code) shouldBe true
            }
        }

        test("a bundle is not written behind a link") {
            val classes = fixture.root.resolve("classes/META-INF/kmigrate").createDirectories()
            val other = fixture.root.resolve("other").createDirectories()
            other.resolve("index").writeText("mine")
            classes.resolve("b").createSymbolicLinkPointingTo(other)
            migrator.bundle(
                BundleOptions.of(fixture.root.resolve("classes")).named("b").replacing()
            )
            other.listDirectoryEntries().single().toFile().readText() shouldBe "mine"
        }
    }) {
    private companion object {
        const val FOLDER = "META-INF/kmigrate/b/"
    }
}
