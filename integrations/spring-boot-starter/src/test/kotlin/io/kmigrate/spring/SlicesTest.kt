package io.kmigrate.spring

import io.kmigrate.Migrator
import io.kmigrate.testing.TestH2
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldBeNull
import java.net.URLClassLoader
import java.nio.file.Files
import kotlin.io.path.deleteRecursively
import org.springframework.boot.SpringBootConfiguration
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest
import org.springframework.boot.jooq.test.autoconfigure.JooqTest
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.test.context.ContextConfiguration
import org.springframework.test.context.TestContextManager

/** The parts of an application that its tests start. */
class SlicesTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-slices")
        afterSpec { folder.deleteRecursively() }
        val loader by lazy {
            val classes = bundle(folder, "classes", "migrations", FIRST, SECOND)
            URLClassLoader(arrayOf(classes.toUri().toURL()), javaClass.classLoader)
        }

        listOf(JdbcSlice::class, DataJdbcSlice::class, DataJpaSlice::class, JooqSlice::class)
            .forEach { slice ->
                test("${slice.simpleName} is migrated") {
                    val thread = Thread.currentThread()
                    val before = thread.contextClassLoader
                    thread.contextClassLoader = loader
                    try {
                        TestContextManager(slice.java)
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

        test("the database of connection details is migrated, as of a container") {
            val url = "jdbc:h2:mem:details;DB_CLOSE_DELAY=-1;${TestH2.SMALL_LETTERS}"
            val database = TestH2.of(url)
            ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(loader)
                .withPropertyValues("spring.datasource.url=jdbc:h2:mem:unused")
                .withBean(JdbcConnectionDetails::class.java, { Details(url) })
                .run { it.startupFailure.shouldBeNull() }
            tables(database) shouldContainExactly TABLES
        }
    })

private class Details(private val url: String) : JdbcConnectionDetails {
    override fun getUsername() = ""

    override fun getPassword() = ""

    override fun getJdbcUrl() = url
}

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
internal class SliceApplication

@JdbcTest @ContextConfiguration(classes = [SliceApplication::class]) internal class JdbcSlice

@DataJdbcTest
@ContextConfiguration(classes = [SliceApplication::class])
internal class DataJdbcSlice

@DataJpaTest @ContextConfiguration(classes = [SliceApplication::class]) internal class DataJpaSlice

@JooqTest @ContextConfiguration(classes = [SliceApplication::class]) internal class JooqSlice
