package io.kmigrate.spring

import io.kmigrate.Migrator
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestJava
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldContainExactly
import java.io.File
import java.lang.ref.WeakReference
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText
import org.springframework.boot.SpringApplication
import org.springframework.boot.autoconfigure.ImportAutoConfiguration
import org.springframework.boot.devtools.autoconfigure.LocalDevToolsAutoConfiguration
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration
import org.springframework.context.annotation.Configuration

/**
 * An application under devtools, which starts again in the same process when its classes change.
 */
class DevtoolsTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-devtools")
        afterSpec { folder.toFile().deleteRecursively() }

        // Jars are kept between restarts, and so are what stands for them here: folders of modules.
        fun settings(): Path {
            val place = folder.resolve("settings/META-INF").createDirectories()
            place
                .resolve("spring-devtools.properties")
                .writeText(
                    "restart.exclude.kmigrate=/(runtime|dsl|spring-boot-[a-z0-9]+)/target/classes/.*\n"
                )
            return place.parent
        }

        fun start(classes: Path): Process {
            val places =
                System.getProperty("java.class.path").split(File.pathSeparator) +
                    listOf(classes.toString(), settings().toString())
            return ProcessBuilder(
                    *TestJava.command,
                    // Spring keeps what it knows of classes in soft references.
                    "-XX:SoftRefLRUPolicyMSPerMB=0",
                    "-cp",
                    places.joinToString(File.pathSeparator),
                    Restarted::class.java.name,
                    "--spring.main.banner-mode=off",
                    "--spring.main.keep-alive=true",
                    "--spring.main.web-application-type=none",
                    "--spring.devtools.restart.poll-interval=300ms",
                    "--spring.devtools.restart.quiet-period=200ms",
                    "--spring.datasource.url=jdbc:h2:${folder.resolve("app")};${TestH2.SMALL_LETTERS}",
                )
                .redirectErrorStream(true)
                .start()
        }

        test("a restart applies the new bundle, and class loaders do not pile up") {
            val classes = bundle(folder, "classes", "migrations", FIRST, SECOND)
            val process = start(classes)
            val seen = mutableListOf<String>()
            try {
                val lines = process.inputStream.bufferedReader().lineSequence()
                for (line in lines.filter { it.startsWith("started ") }) {
                    seen += line
                    when (seen.size) {
                        1 -> bundle(folder, "classes", "migrations", FIRST, SECOND, THIRD)
                        2 -> bundle(folder, "classes", "migrations", FIRST, SECOND, THIRD, FOURTH)
                        3 -> break
                    }
                }
            } finally {
                process.destroyForcibly().waitFor(10, SECONDS)
            }
            seen.map { it.substringBefore(',') } shouldContainExactly
                listOf("b2", "c3", "d4").map { "started at [$it] in RestartClassLoader" }
            // Devtools itself keeps hold of the one before.
            seen.last() shouldBeIn (0..1).map { seen.last().substringBeforeLast(' ') + " $it" }
        }
    })

private const val THIRD =
    "revision = \"c3\"\ndownRevision = \"b2\"\nmessage = \"keys\"\n" +
        "upgrade { createTable(\"keys\") { varchar(\"name\", 40) } }\n"

private const val FOURTH =
    "revision = \"d4\"\ndownRevision = \"c3\"\nmessage = \"doors\"\n" +
        "upgrade { createTable(\"doors\") { varchar(\"name\", 40) } }\n"

/** With few parts, so that it starts quickly. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(
    DataSourceAutoConfiguration::class,
    KmigrateAutoConfiguration::class,
    LocalDevToolsAutoConfiguration::class,
)
internal class Restarted {
    companion object {
        private const val LOADERS = "class loaders of the application"

        @JvmStatic
        fun main(arguments: Array<String>) {
            val context = SpringApplication.run(Restarted::class.java, *arguments)
            val rows = context.getBean(Migrator::class.java).history().rows()
            val loader = Restarted::class.java.classLoader
            println(
                "started at $rows in ${loader.javaClass.simpleName}, left behind: ${leftBehind()}"
            )
            loaders() += WeakReference(loader)
        }

        /** Outlives the application. */
        @Suppress("UNCHECKED_CAST")
        private fun loaders(): MutableList<WeakReference<ClassLoader>> =
            System.getProperties().getOrPut(LOADERS) {
                java.util.ArrayList<WeakReference<ClassLoader>>()
            } as MutableList<WeakReference<ClassLoader>>

        /** How many earlier class loaders are still reachable. */
        private fun leftBehind(): Int {
            repeat(5) {
                System.gc()
                if (loaders().none { it.get() != null }) {
                    return 0
                }
                Thread.sleep(20)
            }
            return loaders().count { it.get() != null }
        }
    }
}
