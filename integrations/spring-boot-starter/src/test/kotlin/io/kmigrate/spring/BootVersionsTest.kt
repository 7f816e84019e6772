package io.kmigrate.spring

import io.kmigrate.Migrator
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import io.micrometer.core.instrument.MeterRegistry
import jakarta.persistence.Entity
import jakarta.persistence.EntityManagerFactory
import jakarta.persistence.Id
import jakarta.persistence.Table
import java.net.URLClassLoader
import java.nio.file.Files
import javax.sql.DataSource
import net.bytebuddy.ByteBuddy
import net.bytebuddy.description.annotation.AnnotationDescription
import org.springframework.boot.SpringApplication
import org.springframework.boot.SpringBootConfiguration
import org.springframework.boot.SpringBootVersion
import org.springframework.boot.WebApplicationType
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.context.ConfigurableApplicationContext
import org.springframework.core.io.DefaultResourceLoader
import org.springframework.test.context.ContextConfiguration
import org.springframework.test.context.TestContextManager

/**
 * Whole applications, on each version of Spring Boot that the starter supports: the build runs this
 * class again with the older one. It therefore names only classes that both have.
 */
class BootVersionsTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-versions")
        afterSpec { folder.toFile().deleteRecursively() }
        val loader by lazy {
            val places =
                listOf("migrations", "billing").map { bundle(folder, it, it, FIRST, SECOND) }
            URLClassLoader(places.map { it.toUri().toURL() }.toTypedArray(), javaClass.classLoader)
        }
        val version = SpringBootVersion.getVersion()

        fun start(url: String, vararg properties: String): ConfigurableApplicationContext =
            SpringApplication(WholeApplication::class.java)
                .apply {
                    setResourceLoader(DefaultResourceLoader(loader))
                    setWebApplicationType(WebApplicationType.NONE)
                }
                .run(
                    "--spring.datasource.url=$url",
                    "--spring.main.banner-mode=off",
                    "--management.endpoints.web.exposure.include=*",
                    // Devtools, which another test uses, would shut the database down with the
                    // application.
                    "--spring.autoconfigure.exclude=$DEVTOOLS",
                    *properties,
                )

        fun url(name: String) = "jdbc:h2:mem:$name;DB_CLOSE_DELAY=-1;${TestH2.SMALL_LETTERS}"

        test("the version is the one that the build says: $version") {
            version shouldStartWith System.getProperty("spring.boot.expected", "4.")
        }

        test("$version: Hibernate and the actuator find the migrated schema") {
            start(url("whole"), "--spring.jpa.hibernate.ddl-auto=validate").use { context ->
                context.getBean(EntityManagerFactory::class.java).isOpen shouldBe true
                health(context.getBean("kmigrateHealthIndicator")) shouldBe "UP {revisions=[b2]}"
                context
                    .getBean(KmigrateEndpoint::class.java)
                    .databases()
                    .getValue("default")
                    .revisions shouldContainExactly listOf("b2")
                context
                    .getBean(MeterRegistry::class.java)
                    .get("kmigrate.revisions")
                    .tag("state", "applied")
                    .gauge()
                    .value() shouldBe 2.0
            }
        }

        test("$version: Hibernate leaves the tables of an embedded database alone") {
            start(url("kept")).use { context ->
                context
                    .getBean(DataSource::class.java)
                    .query("select name from rooms") shouldContainExactly listOf("plain")
            }
        }

        test("$version: several databases have their own migrators and health") {
            start(
                    url("several"),
                    "--kmigrate.databases.main.data-source=dataSource",
                    "--kmigrate.databases.main.bundles=migrations",
                    "--kmigrate.databases.billing.url=${url("billing")}",
                    "--kmigrate.databases.billing.target=a1",
                )
                .use { context ->
                    context.getBeanNamesForType(Migrator::class.java).toList() shouldContainExactly
                        listOf("mainMigrator", "billingMigrator")
                    val all = context.getBean("kmigrateHealthIndicator")
                    health(contributor(all, "billing")) shouldBe "UP {revisions=[a1]}"
                    health(contributor(all, "main")) shouldBe "UP {revisions=[b2]}"
                }
            TestH2.of(url("billing")).query("select count(*) from rooms") shouldContainExactly
                listOf("0")
        }

        test("$version: a failed start says what is wrong and what to do") {
            val failure = runCatching {
                start(url("behind"), "--kmigrate.mode=validate").close()
            }
            analysis(failure.exceptionOrNull().shouldNotBeNull()).description shouldContain
                "error[not-up-to-date]"
        }

        SLICES.forEach { names ->
            test("$version: @${names.first().substringAfterLast('.')} is migrated") {
                val slice = names.firstNotNullOf(::annotation)
                val name = "slices.${slice.simpleName}"
                val generated = Files.createDirectories(folder.resolve("slices"))
                ByteBuddy()
                    .subclass(Any::class.java)
                    .name(name)
                    .annotateType(
                        AnnotationDescription.Builder.ofType(slice).build(),
                        AnnotationDescription.Builder.ofType(ContextConfiguration::class.java)
                            .defineTypeArray("classes", SliceApplication::class.java)
                            .build(),
                    )
                    .make()
                    .saveIn(generated.toFile())
                val test =
                    URLClassLoader(arrayOf(generated.toUri().toURL()), loader).loadClass(name)
                val thread = Thread.currentThread()
                val before = thread.contextClassLoader
                thread.contextClassLoader = test.classLoader
                try {
                    TestContextManager(test)
                        .testContext
                        .applicationContext
                        .getBean(Migrator::class.java)
                        .history()
                        .rows() shouldContainExactly listOf("b2")
                } finally {
                    thread.contextClassLoader = before
                }
            }
        }
    })

private const val DEVTOOLS =
    "org.springframework.boot.devtools.autoconfigure.DevToolsDataSourceAutoConfiguration"

/** The names of the same annotation in Spring Boot 4 and 3. */
private val SLICES =
    listOf(
            "jdbc" to "JdbcTest",
            "data.jdbc" to "DataJdbcTest",
            "jooq" to "JooqTest",
        )
        .map { (room, name) ->
            listOf("$room.test.autoconfigure", "test.autoconfigure.$room").map {
                "org.springframework.boot.$it.$name"
            }
        } +
        listOf(
            listOf("data.jpa.test.autoconfigure", "test.autoconfigure.orm.jpa").map {
                "org.springframework.boot.$it.DataJpaTest"
            }
        )

private fun annotation(name: String): Class<out Annotation>? =
    try {
        Class.forName(name).asSubclass(Annotation::class.java)
    } catch (_: ClassNotFoundException) {
        null
    }

/** The types of health have other names in each version. */
private fun health(indicator: Any): String =
    call(indicator, "org.springframework.boot.%s.HealthIndicator", "health").toString()

private fun contributor(all: Any, name: String): Any =
    call(all, "org.springframework.boot.%s.CompositeHealthContributor", "getContributor", name)

private fun call(target: Any, type: String, method: String, vararg arguments: String): Any =
    listOf("health.contributor", "actuate.health")
        .firstNotNullOf { room ->
            runCatching { Class.forName(type.replace("%s", room)) }.getOrNull()
        }
        .getMethod(method, *arguments.map { it.javaClass }.toTypedArray())
        .invoke(target, *arguments)

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
internal class SliceApplication

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
internal class WholeApplication

@Entity
@Table(name = "rooms")
internal class Room {
    @Id var name: String = ""
}
