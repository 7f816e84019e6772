package io.kmigrate.spring

import ch.qos.logback.classic.Level
import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.AppenderBase
import io.kmigrate.Migrator
import io.kmigrate.execution.AppliedStep
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionListener
import io.kmigrate.execution.StepHook
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.testing.RecordedDataSource
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.net.URLClassLoader
import java.nio.file.Files
import java.util.concurrent.atomic.AtomicInteger
import javax.sql.DataSource
import org.slf4j.LoggerFactory
import org.slf4j.MDC
import org.springframework.boot.health.contributor.CompositeHealthContributor
import org.springframework.boot.health.contributor.HealthIndicator
import org.springframework.boot.health.contributor.Status
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.jdbc.datasource.DelegatingDataSource

/** Several databases, and what the application tells of them. */
class DatabasesTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-databases")
        afterSpec { folder.toFile().deleteRecursively() }
        val loader by lazy {
            val places = listOf("billing", "reports").map { bundle(folder, it, it, FIRST, SECOND) }
            URLClassLoader(places.map { it.toUri().toURL() }.toTypedArray())
        }

        fun runner(billing: DataSource, reports: DataSource, vararg properties: String) =
            ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(loader)
                .withBean("billing", DataSource::class.java, { billing })
                .withBean("reportsDataSource", DataSource::class.java, { reports })
                .withPropertyValues(
                    "kmigrate.tag=v1",
                    "kmigrate.databases.billing.parameters.name=bill",
                    "kmigrate.databases.reports.tag=v2",
                    "management.endpoints.web.exposure.include=*",
                    *properties,
                )

        test("each is migrated from its own bundle, by its own properties") {
            val billing = TestH2.freshDatabase()
            val reports = TestH2.freshDatabase()
            runner(billing, reports, "kmigrate.databases.reports.target=a1").run { context ->
                context.startupFailure.shouldBeNull()
                context.getBeanNamesForType(Migrator::class.java).toList() shouldContainExactly
                    listOf("billingMigrator", "reportsMigrator")
            }
            billing.query("select name from rooms") shouldContainExactly listOf("bill")
            billing.query("select distinct tag from migrate_history") shouldContainExactly
                listOf("v1")
            reports.query("select version_num from migrate_version") shouldContainExactly
                listOf("a1")
            reports.query("select distinct tag from migrate_history") shouldContainExactly
                listOf("v2")
        }

        test("another bean is named, or a URL") {
            val other = TestH2.freshDatabase()
            val url = "jdbc:h2:mem:reports_url;DB_CLOSE_DELAY=-1;${TestH2.SMALL_LETTERS}"
            val byUrl = TestH2.of(url)
            runner(
                    TestH2.freshDatabase(),
                    TestH2.freshDatabase(),
                    "kmigrate.databases.billing.data-source=ledger",
                    "kmigrate.databases.reports.url=$url",
                )
                .withBean("ledger", DataSource::class.java, { other })
                .run { it.startupFailure.shouldBeNull() }
            tables(other) shouldContainExactly TABLES
            tables(byUrl) shouldContainExactly TABLES
        }

        test("the database of connection details is migrated, as of a container") {
            val url = "jdbc:h2:mem:details;DB_CLOSE_DELAY=-1;${TestH2.SMALL_LETTERS}"
            ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(loader)
                .withPropertyValues(
                    "spring.datasource.url=jdbc:h2:mem:unused",
                    "kmigrate.bundles=billing",
                )
                .withBean(JdbcConnectionDetails::class.java, { Details(url) })
                .run { it.startupFailure.shouldBeNull() }
            tables(TestH2.of(url)) shouldContainExactly TABLES
        }

        test("health covers all of them") {
            runner(
                    TestH2.freshDatabase(),
                    TestH2.freshDatabase(),
                    "kmigrate.databases.reports.mode=none",
                )
                .run { context ->
                    val all = context.getBean(CompositeHealthContributor::class.java)
                    fun status(name: String) =
                        (all.getContributor(name) as HealthIndicator).health()?.status
                    status("billing") shouldBe Status.UP
                    status("reports") shouldBe Status.OUT_OF_SERVICE
                }
        }

        test("a failure names its database") {
            runner(
                    TestH2.freshDatabase(),
                    TestH2.freshDatabase(),
                    "kmigrate.databases.reports.mode=validate",
                )
                .run { context ->
                    val failure = context.startupFailure.shouldNotBeNull()
                    analysis(failure).description shouldContain
                        "The database reports was not migrated."
                }
        }

        test("every log line names its database, and a revision with its time") {
            val lines = logged { runner(TestH2.freshDatabase(), TestH2.freshDatabase()).run {} }
            lines.map { it.mdcPropertyMap["database"] }.distinct() shouldContainExactly
                listOf("billing", "reports")
            lines.forEach { line ->
                line.formattedMessage shouldMatch "${line.mdcPropertyMap["database"]}: .+"
            }
            val applied = lines.filter { it.mdcPropertyMap["database"] == "billing" }
            applied.map { it.mdcPropertyMap["revision"] } shouldContainExactly
                listOf(null, "a1", "b2", null)
            applied[1].formattedMessage shouldMatch "billing: applied .*a1.* in \\d+ ms"
            MDC.getCopyOfContextMap().orEmpty() shouldBe emptyMap()
        }

        test("while another instance migrates, the log says that it waits and for whom") {
            val lines = logged {
                LogListener().on("billing", ExecutionEvent.LockAwaited("ann@host, process 7"))
            }
            lines.single().formattedMessage shouldBe
                "billing: waiting for another instance that migrates: ann@host, process 7"
        }

        test("the endpoint tells what was applied, by whom and when, and what is not") {
            val billing = TestH2.freshDatabase()
            val reports = TestH2.freshDatabase()
            runner(billing, reports).run {}
            val edited = bundle(folder, "edited", "billing", FIRST.replace("40", "41"), SECOND)
            val others = bundle(folder, "others", "reports", FIRST, SECOND, THIRD)
            val urls = listOf(edited, others).map { it.toUri().toURL() }.toTypedArray()
            runner(billing, reports, "kmigrate.mode=none")
                .withClassLoader(URLClassLoader(urls))
                .run { context ->
                    val told = context.getBean(KmigrateEndpoint::class.java).databases()
                    told.keys shouldContainExactlyInAnyOrder listOf("billing", "reports")
                    val bills = told.getValue("billing")
                    bills.revisions shouldContainExactly listOf("b2")
                    bills.edited shouldContainExactly listOf("a1")
                    bills.applied.map { it.id } shouldContainExactly listOf("a1", "b2")
                    bills.applied.first().run {
                        message shouldBe "rooms"
                        tag shouldBe "v1"
                        at.shouldNotBeNull()
                        by.shouldNotBeNull()
                        duration.shouldNotBeNull()
                    }
                    told.getValue("reports").pending shouldContainExactly listOf("c3")
                    billing.execute("update migrate_version set version_num = 'z9'")
                    reports.execute("drop table migrate_version")
                    reports.execute("create table migrate_version (other int)")
                    context.getBean(KmigrateEndpoint::class.java).databases().run {
                        getValue("billing").newer shouldContainExactly listOf("z9")
                        getValue("reports").problem.shouldNotBeNull() shouldContain "database-error"
                    }
                }
        }

        test("timers and gauges tell of the migrations that ran before the registry was there") {
            runner(
                    TestH2.freshDatabase(),
                    TestH2.freshDatabase(),
                    "kmigrate.databases.reports.target=a1",
                )
                .run { context ->
                    val registry = SimpleMeterRegistry()
                    context.getBean(KmigrateMetrics::class.java).bindTo(registry)
                    registry.get("kmigrate.revision").tag("database", "billing").timer().run {
                        count() shouldBe 2
                    }
                    fun gauge(state: String) =
                        registry
                            .get("kmigrate.revisions")
                            .tags("database", "reports", "state", state)
                            .gauge()
                            .value()
                    gauge("applied") shouldBe 1.0
                    gauge("pending") shouldBe 1.0
                    gauge("missing") shouldBe 0.0
                    gauge("unfinished") shouldBe 0.0
                }
        }

        test("gauges that are read together share one look at the database") {
            val billing = RecordedDataSource(TestH2.freshDatabase())
            runner(billing.dataSource, TestH2.freshDatabase()).run { context ->
                val registry = SimpleMeterRegistry()
                context.getBean(KmigrateMetrics::class.java).bindTo(registry)
                context.getBean("billingMigrator", Migrator::class.java).run {
                    billing.statements.clear()
                    status()
                }
                val once = billing.statements.toList()
                billing.statements.clear()
                registry.get("kmigrate.revisions").tag("database", "billing").gauges().map {
                    it.id.toString() to it.value()
                } shouldHaveSize 4
                billing.statements shouldContainExactly once
            }
        }

        test("the endpoint reads the log, the state and the edits over one connection") {
            val connections = AtomicInteger()
            val billing = TestH2.freshDatabase()
            val counted =
                object : DelegatingDataSource(billing) {
                    override fun getConnection() =
                        super.getConnection().also { connections.incrementAndGet() }
                }
            runner(counted, TestH2.freshDatabase()).run { context ->
                connections.set(0)
                context.getBean(KmigrateEndpoint::class.java).databases()
                connections.get() shouldBe 2
            }
        }

        test("hooks and listeners are beans") {
            val heard = mutableListOf<ExecutionEvent>()
            val asked = mutableListOf<String>()
            runner(TestH2.freshDatabase(), TestH2.freshDatabase())
                .withBean(ExecutionListener::class.java, { ExecutionListener { heard += it } })
                .withBean(StepHook::class.java, { Asked(asked) })
                .run { it.startupFailure.shouldBeNull() }
            heard.filterIsInstance<ExecutionEvent.StepFinished>() shouldHaveSize 4
            asked shouldHaveSize 4
        }
    })

private const val THIRD =
    "revision = \"c3\"\ndownRevision = \"b2\"\nmessage = \"keys\"\n" +
        "upgrade { createTable(\"keys\") { varchar(\"name\", 40) } }\n"

private class Details(private val url: String) : JdbcConnectionDetails {
    override fun getUsername() = ""

    override fun getPassword() = ""

    override fun getJdbcUrl() = url
}

private class Asked(private val steps: MutableList<String>) : StepHook {
    override fun before(step: AppliedStep) =
        emptyList<ScriptOperation>().also { steps += step.toString() }
}

/** What the starter writes to the log meanwhile. */
private fun logged(block: () -> Unit): List<ILoggingEvent> {
    val logger = LoggerFactory.getLogger(KmigrateInitializer::class.java) as Logger
    val appender = Lines().apply { start() }
    logger.level = Level.INFO
    logger.addAppender(appender)
    try {
        block()
    } finally {
        logger.detachAppender(appender)
        logger.level = null
    }
    return appender.lines
}

/** Log lines with the values that they carried when they were written. */
private class Lines : AppenderBase<ILoggingEvent>() {
    val lines = mutableListOf<ILoggingEvent>()

    override fun append(event: ILoggingEvent) {
        event.prepareForDeferredProcessing()
        lines += event
    }
}
