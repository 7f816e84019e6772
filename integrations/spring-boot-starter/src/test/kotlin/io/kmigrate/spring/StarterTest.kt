package io.kmigrate.spring

import io.kmigrate.Migrator
import io.kmigrate.bundle.BundleOptions
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.plan.NotUpToDateException
import io.kmigrate.run.EditedScriptException
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestJava
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.File
import java.net.URLClassLoader
import java.nio.file.Files
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.writeText
import org.springframework.boot.SpringApplication
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.diagnostics.FailureAnalysis
import org.springframework.boot.health.contributor.Status
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization
import org.springframework.boot.test.context.assertj.AssertableApplicationContext
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.jdbc.core.JdbcTemplate

/** The starter in real application contexts, on real databases. */
class StarterTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-starter")
        afterSpec { folder.toFile().deleteRecursively() }
        val classes by lazy { bundle(folder, "classes", "migrations", FIRST, SECOND) }

        fun runner(database: DataSource, vararg properties: String): ApplicationContextRunner =
            ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(URLClassLoader(arrayOf(classes.toUri().toURL())))
                .withBean(DataSource::class.java, { database })
                .withPropertyValues(*properties)

        fun ApplicationContextRunner.start(
            vararg classes: Class<*>,
            check: (AssertableApplicationContext) -> Unit = {},
        ) {
            withUserConfiguration(*classes).run { check(it) }
        }

        fun ApplicationContextRunner.failure(vararg classes: Class<*>): MigrationException {
            var found: Throwable? = null
            start(*classes) { found = it.startupFailure }
            return generateSequence(found) { it.cause }
                .filterIsInstance<MigrationException>()
                .first()
        }

        listOf(TestH2::freshDatabase, TestPostgres::freshDatabase).forEach { fresh ->
            val kind = fresh().connection.use { it.metaData.databaseProductName }
            test("$kind: the bundle is applied before beans that use the database") {
                val database = fresh()
                runner(database, "kmigrate.tag=v1", "kmigrate.parameters.name=spring").start(
                    UsesSchema::class.java
                ) { context ->
                    context.startupFailure.shouldBeNull()
                    context.getBean(Counted::class.java).rows shouldBe 1
                    context.getBean(Waits::class.java).rows shouldBe 1
                }
                database.query("select name from rooms") shouldContainExactly listOf("spring")
                database.query("select tag from migrate_history") shouldContainExactly
                    listOf("v1", "v1")
            }
        }

        test("a second start does nothing") {
            val database = TestH2.freshDatabase()
            runner(database).start { it.startupFailure.shouldBeNull() }
            runner(database).start { context ->
                context.startupFailure.shouldBeNull()
                context.getBean(Migrator::class.java).log(0).size shouldBe 2
            }
        }

        test("properties set the target, the database and whether the starter runs") {
            val target = TestH2.freshDatabase()
            target.execute("create schema meta")
            runner(
                    target,
                    "kmigrate.target=a1",
                    "kmigrate.version-table=app_version",
                    "kmigrate.schema=meta",
                    "kmigrate.lock-timeout=5s",
                    "kmigrate.statement-timeout=1m",
                )
                .start { it.startupFailure.shouldBeNull() }
            target.query("select version_num from meta.app_version") shouldContainExactly
                listOf("a1")
            val untouched = TestH2.freshDatabase()
            runner(untouched, "kmigrate.enabled=false").start {
                it.getBeansOfType(Migrator::class.java).values.shouldBeEmpty()
            }
            runner(untouched, "kmigrate.mode=none").start {
                it.getBean(Migrator::class.java).history().rows().shouldBeEmpty()
            }
            tables(untouched).shouldBeEmpty()
        }

        test("a database that has no forms for operations refuses to keep no one waiting") {
            val database = TestH2.freshDatabase()
            runner(database, "kmigrate.target=a1").start()
            val index = bundle(folder, "index", "migrations", FIRST, INDEX)
            fun indexed(vararg properties: String) =
                runner(database, *properties)
                    .withClassLoader(URLClassLoader(arrayOf(index.toUri().toURL())))
            indexed("kmigrate.online=always").failure().code() shouldBe ErrorCode.NO_ONLINE_FORM
            indexed().start { it.startupFailure.shouldBeNull() }
        }

        test("validate applies nothing, and fails while a revision is pending") {
            val database = TestH2.freshDatabase()
            runner(database, "kmigrate.mode=validate")
                .failure()
                .shouldBeInstanceOf<NotUpToDateException>()
                .pending() shouldContainExactly listOf("a1", "b2")
            tables(database).shouldBeEmpty()
            runner(database).start()
            runner(database, "kmigrate.mode=validate").start { it.startupFailure.shouldBeNull() }
        }

        test("the starter migrates the marked data source, or a URL, or as another user") {
            val other = TestH2.freshDatabase()
            runner(other).start(TwoDataSources::class.java) { context ->
                context.startupFailure.shouldBeNull()
                tables(TwoDataSources.marked) shouldContainExactly TABLES
            }
            tables(other).shouldBeEmpty()
            val url = "jdbc:h2:mem:by_url;DB_CLOSE_DELAY=-1;${TestH2.SMALL_LETTERS}"
            val byUrl = TestH2.of(url)
            ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KmigrateAutoConfiguration::class.java))
                .withClassLoader(URLClassLoader(arrayOf(classes.toUri().toURL())))
                .withPropertyValues("kmigrate.url=$url")
                .run { it.startupFailure.shouldBeNull() }
            tables(byUrl) shouldContainExactly TABLES
            val database = TestPostgres.freshDatabase()
            database.execute("create role owner_of_tables login superuser")
            runner(database, "kmigrate.user=owner_of_tables", "kmigrate.password=x").start {
                it.startupFailure.shouldBeNull()
            }
            database.query(
                "select distinct tableowner from pg_tables where schemaname = 'public'"
            ) shouldContainExactly listOf("owner_of_tables")
        }

        test("without a database there is no migrator") {
            ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KmigrateAutoConfiguration::class.java))
                .run { it.getBeansOfType(Migrator::class.java).values.shouldBeEmpty() }
        }

        test("an application's own migrator runs; a customizer has the last word") {
            val database = TestH2.freshDatabase()
            runner(database).start(OwnMigrator::class.java) { context ->
                context.startupFailure.shouldBeNull()
                context.getBean(Migrator::class.java).log(0).map { it.tag() } shouldContainExactly
                    listOf("own", "own")
            }
            runner(TestH2.freshDatabase(), "kmigrate.enabled=false").start(
                OwnMigrator::class.java
            ) {
                it.startupFailure.shouldBeNull()
                it.getBean(KmigrateHealthIndicator::class.java).health().status shouldBe
                    Status.OUT_OF_SERVICE
            }
            runner(TestH2.freshDatabase(), "kmigrate.tag=v1").start(Customized::class.java) {
                context ->
                context.getBean(Migrator::class.java).log(0).map { it.tag() } shouldContainExactly
                    listOf("customized", "customized")
            }
        }

        test(
            "health is up, out of service while a revision is pending, up beside a newer release, or down"
        ) {
            val database = TestH2.freshDatabase()
            fun health(
                vararg properties: String,
                check: (org.springframework.boot.health.contributor.Health) -> Unit,
            ) =
                runner(database, *properties).start { context ->
                    context.startupFailure.shouldBeNull()
                    check(context.getBean(KmigrateHealthIndicator::class.java).health())
                }
            health("kmigrate.mode=none") {
                it.status shouldBe Status.OUT_OF_SERVICE
                it.details shouldBe
                    mapOf("revisions" to emptyList<String>(), "pending" to listOf("a1", "b2"))
            }
            health {
                it.status shouldBe Status.UP
                it.details shouldBe mapOf("revisions" to listOf("b2"))
            }
            val late = bundle(folder, "late", "migrations", FIRST, LATE, SECOND_ON_LATE)
            runner(database, "kmigrate.mode=none")
                .withClassLoader(URLClassLoader(arrayOf(late.toUri().toURL())))
                .start { context ->
                    val told = context.getBean(KmigrateHealthIndicator::class.java).health()
                    told.status shouldBe Status.OUT_OF_SERVICE
                    told.details["missing"] shouldBe listOf("m3")
                }
            database.execute("update migrate_version set version_num = 'z9'")
            health("kmigrate.mode=none") {
                it.status shouldBe Status.UP
                it.details shouldBe mapOf("revisions" to listOf("z9"), "newer" to listOf("z9"))
            }
            database.execute("drop table migrate_version")
            database.execute("create table migrate_version (other int)")
            health("kmigrate.mode=none") {
                it.status shouldBe Status.DOWN
                it.details["code"] shouldBe "database-error"
            }
            runner(database, "kmigrate.mode=none", "management.health.kmigrate.enabled=false")
                .start {
                    it.getBeansOfType(KmigrateHealthIndicator::class.java).values.shouldBeEmpty()
                }
        }

        test("the starter runs without the actuator and a compiler, in a process of its own") {
            val left =
                System.getProperty("java.class.path").split(File.pathSeparator).filterNot {
                    NOT_IN_PRODUCTION.containsMatchIn(it.substringAfterLast('/'))
                }
            val process =
                ProcessBuilder(
                        *TestJava.command,
                        "-cp",
                        (left + classes.toString()).joinToString(File.pathSeparator),
                        Production::class.java.name,
                        "--spring.main.banner-mode=off",
                        "--kmigrate.url=jdbc:h2:${folder.resolve("production")}",
                    )
                    .redirectErrorStream(true)
                    .start()
            val output = process.inputStream.bufferedReader().readText()
            output.lines() shouldContain "started at [b2] without health"
            process.waitFor() shouldBe 0
        }

        test("a failure is shown with its problem, place and fix") {
            val none = runner(TestH2.freshDatabase(), "kmigrate.bundles=billing").failure()
            none.shouldBeInstanceOf<MigrationException>().code() shouldBe ErrorCode.NO_BUNDLE
            analysis(none).description shouldContain
                "error[no-bundle]: there is no bundle \"billing\" on the class path"
            analysis(none).action shouldContain
                "Let the build create it with `migrate bundle --as billing"
            val behind = runner(TestH2.freshDatabase(), "kmigrate.mode=validate").failure()
            analysis(behind).action shouldBe
                "Upgrade before this start, by `migrate --scripts BUNDLE.jar --url URL upgrade` with the jar of the bundle.\n" +
                    "Or start one instance with kmigrate.mode=upgrade, as a user who may alter tables."

            val database = TestH2.freshDatabase()
            runner(database).start()
            val edited = bundle(folder, "edited", "migrations", FIRST.replace("40", "41"), SECOND)
            val failure =
                runner(database)
                    .withClassLoader(URLClassLoader(arrayOf(edited.toUri().toURL())))
                    .failure()
            failure.shouldBeInstanceOf<EditedScriptException>()
            analysis(failure).description shouldBe
                """
                The database was not migrated.

                error[edited-script]: revision a1 "rooms" was edited after it had been applied
                  - createTable(table: rooms, columns: [{name: name, type: varchar(40)}])
                  + createTable(table: rooms, columns: [{name: name, type: varchar(41)}])
                  at   migrations/1.migration.kts
                """
                    .trimIndent()
        }
    })

/** Made when a test asks for it: Spring Boot 3 lacks some of the classes. */
internal val AUTO_CONFIGURATIONS: AutoConfigurations by lazy {
    AutoConfigurations.of(
        DataSourceAutoConfiguration::class.java,
        JdbcTemplateAutoConfiguration::class.java,
        JdbcClientAutoConfiguration::class.java,
        KmigrateAutoConfiguration::class.java,
        KmigrateHealthAutoConfiguration::class.java,
        KmigrateEndpointAutoConfiguration::class.java,
        KmigrateMetricsAutoConfiguration::class.java,
    )
}

internal val TABLES = listOf("migrate_history", "migrate_version", "rooms")

private val NOT_IN_PRODUCTION =
    Regex(
        "^(spring-boot-(devtools|health|test|actuator|micrometer|data|hibernate|jpa|jooq|jdbc-test)|micrometer|hibernate|spring-(data|orm|test)|jooq|kotlin-(compiler|scripting|script-|daemon)|assertj|kotest)"
    )

internal const val FIRST =
    "revision = \"a1\"\nmessage = \"rooms\"\nupgrade { createTable(\"rooms\") { varchar(\"name\", 40) } }\n"

internal const val SECOND =
    "revision = \"b2\"\ndownRevision = \"a1\"\nmessage = \"a room\"\n" +
        "upgrade { bulkInsert(\"rooms\", \"name\" to (parameters[\"name\"] ?: \"plain\")) }\n"

private const val INDEX =
    "revision = \"b2\"\ndownRevision = \"a1\"\nmessage = \"find rooms\"\n" +
        "upgrade { createIndex(\"ix_rooms\", \"rooms\", \"name\") }\n"

private const val LATE =
    "revision = \"m3\"\ndownRevision = \"a1\"\nmessage = \"late\"\n" +
        "upgrade { createTable(\"keys\") { varchar(\"name\", 40) } }\n"

private val SECOND_ON_LATE = SECOND.replace("downRevision = \"a1\"", "downRevision = \"m3\"")

/** A folder of classes with a bundle in it. */
internal fun bundle(folder: Path, name: String, bundle: String, vararg scripts: String): Path {
    val place = Files.createDirectories(folder.resolve("$name-scripts/migrations"))
    scripts.forEachIndexed { index, text ->
        place.resolve("${index + 1}.migration.kts").writeText(text)
    }
    val classes = folder.resolve(name)
    Migrator.builder()
        .scripts(place)
        .cacheFolder(folder.resolve("cache"))
        .build()
        .bundle(BundleOptions.of(classes).named(bundle).replacing())
    return classes
}

internal fun tables(database: DataSource): List<String?> =
    database.query(
        "select table_name from information_schema.tables where table_schema = 'public' order by table_name"
    )

internal fun analysis(failure: Throwable): FailureAnalysis =
    KmigrateFailureAnalyzer().analyze(IllegalStateException("context", failure)).shouldNotBeNull()

/** An application as it is started in production. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = [DataSourceAutoConfiguration::class])
internal class Production {
    companion object {
        @JvmStatic
        fun main(arguments: Array<String>) {
            SpringApplication.run(Production::class.java, *arguments).use { context ->
                val rows = context.getBean(Migrator::class.java).history().rows()
                val health =
                    if (context.containsBean("kmigrateHealthIndicator")) "with" else "without"
                println("started at $rows $health health")
            }
        }
    }
}

private class Counted(val rows: Int)

private class Waits(val rows: Int)

@Configuration(proxyBeanMethods = false)
private class UsesSchema {
    @Bean
    fun counted(jdbc: JdbcTemplate) =
        Counted(jdbc.queryForObject("select count(*) from rooms", Int::class.java) ?: 0)

    @Bean
    @DependsOnDatabaseInitialization
    fun waits(database: DataSource) =
        Waits(database.query("select count(*) from rooms").single()?.toInt() ?: 0)
}

@Configuration(proxyBeanMethods = false)
private class TwoDataSources {
    @Bean @KmigrateDataSource fun forMigrations(): DataSource = marked

    companion object {
        val marked = TestH2.freshDatabase()
    }
}

@Configuration(proxyBeanMethods = false)
private class OwnMigrator {
    @Bean
    fun migrator(database: DataSource): Migrator =
        Migrator.builder().dataSource(database).addBundle().tag("own").build()
}

@Configuration(proxyBeanMethods = false)
private class Customized {
    @Bean fun customizer() = MigratorCustomizer { it.tag("customized") }
}
