package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.ArchiveDriver
import io.kmigrate.dsl.host.driver.CompilerRequest
import io.kmigrate.dsl.script.DESIGN_SAMPLE
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.extensions.system.withSystemProperty
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.maps.shouldHaveSize
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.zip.ZipFile
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.time.Duration.Companion.seconds

class HostForkTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val folder by lazy {
            fixture.folder(
                "scripts",
                "a" to DESIGN_SAMPLE,
                "b" to HostFixture.script("b", "upgrade { execute(\"select 1\") }"),
            )
        }

        fun load(compiler: ScriptCompiler, cache: CacheFolder) =
            fixture.source(folder, host = fixture.host(compiler, cache)).run { load(revisions()) }

        test(
            "a child process and an isolated loader give the same classes, and the second run needs neither"
        ) {
            withSystemProperty(CompilerArchive.SETTING, "false") {
                val forked = fixture.cache("forked")
                val isolated = fixture.cache("isolated")
                val revisions =
                    load(fixture.forked(forked), forked).mapValues { it.value.revision() }
                load(HostFixture.isolated, isolated).mapValues { it.value.revision() } shouldBe
                    revisions
                contents(forked) shouldBe contents(isolated)

                val empty = ForkedCompiler(fixture.folder("no-jars"), forked)
                load(empty, forked) shouldHaveSize 2
            }
        }

        test("the compiler's archive is created behind a run and used by the next") {
            val cache = fixture.cache("archive")
            load(fixture.forked(cache), cache)
            children(ArchiveDriver::class.java.name, cache.path).single().onExit().get()
            cache.path.resolve("compiler").listDirectoryEntries().map {
                it.name.substringAfter('.')
            } shouldContainExactlyInAnyOrder listOf("jar", "jsa")
            cache.path.resolve(ScriptCache.SCRIPTS).toFile().deleteRecursively()
            load(fixture.forked(cache, "-Xshare:on"), cache) shouldHaveSize 2
        }

        test("a killed child process gives an error that names the cause") {
            withSystemProperty(CompilerArchive.SETTING, "false") {
                val cache = fixture.cache("killed")
                val run = CompletableFuture.supplyAsync {
                    runCatching { load(fixture.forked(cache), cache) }
                }
                eventually(30.seconds) {
                    children(DriverJar.MAIN, cache.path).single().destroyForcibly()
                }
                val failure = shouldThrow<MigrationException> { run.get().getOrThrow() }
                failure.code() shouldBe ErrorCode.COMPILER_FAILED
                failure.message shouldBe "the Kotlin compiler's process was killed (signal 9)"
            }
        }

        test("a child process short of memory gives an error with a fix") {
            withSystemProperty(CompilerArchive.SETTING, "false") {
                val cache = fixture.cache("short")
                val failure =
                    shouldThrow<MigrationException> {
                        load(fixture.forked(cache, "-Xmx24m"), cache)
                    }
                failure.problems().single().message() shouldBe
                    "the Kotlin compiler ran out of memory"
                failure.problems().single().fix()?.command() shouldBe
                    "give it more: -Dkmigrate.compiler.options=-Xmx1g"
            }
        }

        test("the driver's jar holds every class of its package") {
            val classes =
                CompilerRequest::class
                    .java
                    .getResource("CompilerRequest.class")!!
                    .toPathOrNull()!!
                    .parent
            val jar = DriverJar.locate(fixture.cache("driver"), fixture.root)
            val packed = ZipFile(jar.toFile()).use { zip -> zip.stream().map { it.name }.toList() }
            packed.map { it.substringAfterLast('/') } shouldContainExactlyInAnyOrder
                classes.listDirectoryEntries().map { it.name }
        }
    }) {
    private companion object {
        /** Child processes that run the class [main] and work in [folder]. */
        fun children(main: String, folder: Path): List<ProcessHandle> =
            ProcessHandle.current()
                .children()
                .filter { child ->
                    val command = child.info().commandLine().orElse("")
                    main in command && "$folder" in command
                }
                .toList()

        /** Without what only the owner of that cache can make. */
        fun contents(cache: CacheFolder) =
            cache.path.resolve(ScriptCache.SCRIPTS).listDirectoryEntries().associate {
                it.name to it.toFile().readBytes().drop(MARK)
            }

        private const val MARK = 32
    }
}
