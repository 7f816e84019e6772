package io.kmigrate.spring

import io.kmigrate.Migrator
import io.kmigrate.backfill.BackfillState
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import java.net.URLClassLoader
import java.nio.file.Files
import javax.sql.DataSource
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking
import org.springframework.boot.test.context.runner.ApplicationContextRunner

/** Backfills in the background of an application. */
class BackfillTaskTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-backfill")
        afterSpec { folder.toFile().deleteRecursively() }
        val classes by lazy { bundle(folder, "classes", "migrations", GROWS.trimIndent()) }

        fun runner(database: DataSource, vararg properties: String): ApplicationContextRunner =
            ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(URLClassLoader(arrayOf(classes.toUri().toURL())))
                .withBean(DataSource::class.java, { database })
                .withPropertyValues(*properties)

        fun filled(): DataSource =
            TestH2.freshDatabase().also { database ->
                database.execute("create table t (id bigint primary key, n integer not null)")
                database.execute("insert into t values " + (1..1500).joinToString { "($it, 0)" })
            }

        test("unless it is asked for, an application runs none") {
            val database = filled()
            runner(database).run { context ->
                context.startupFailure.shouldBeNull()
                context.getBeanNamesForType(BackfillTask::class.java).size shouldBe 0
                val waiting = context.getBean(Migrator::class.java).backfills().list().single()
                waiting.state() shouldBe BackfillState.WAITING
            }
            database.query("select sum(n) from t").single() shouldBe "0"
        }

        test("where it is, what waits is run while the application runs, and only once") {
            val database = filled()
            runner(database, "kmigrate.backfill.enabled=true", "kmigrate.backfill.delay=20ms")
                .run { context ->
                    context.startupFailure.shouldBeNull()
                    val backfills = context.getBean(Migrator::class.java).backfills()
                    runBlocking {
                        eventually(60.seconds) {
                            backfills.list().single().state() shouldBe BackfillState.DONE
                        }
                    }
                    val task = context.getBean(BackfillTask::class.java)
                    task.isRunning shouldBe true
                    task.stop()
                    task.isRunning shouldBe false
                }
            database.query("select sum(n) from t").single() shouldBe "1500"
        }
    })

private const val GROWS =
    """
    revision = "a1"
    upgrade {
        backfill("grow", "t", batchRows = 100, background = true) { set("n", "n + 1") }
    }
    """
