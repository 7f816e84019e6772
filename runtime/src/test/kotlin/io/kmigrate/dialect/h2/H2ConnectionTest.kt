package io.kmigrate.dialect.h2

import io.kmigrate.dialect.DatabaseUnreachableException
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.LockHolder
import io.kmigrate.failure.ErrorCode
import io.kmigrate.testing.FreePort
import io.kmigrate.testing.execute
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.strings
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.sql.SQLException
import java.util.concurrent.atomic.AtomicInteger

/** H2 reached by a URL, as the command does. */
class H2ConnectionTest :
    FunSpec({
        val databases = AtomicInteger()
        fun connect(url: String) = DatabaseUrl.parse(url).dataSource().connection
        fun inMemory(settings: String = "") =
            connect("jdbc:h2:mem:connection_${databases.incrementAndGet()}$settings")

        test("names without quotes are found in any case, unless the URL sets otherwise") {
            inMemory().use {
                it.execute("CREATE TABLE \"small\" (\"id\" INT)", "INSERT INTO Small VALUES (1)")
                it.execute("CREATE TABLE CAPITALS (id INT)", "INSERT INTO \"capitals\" VALUES (2)")
                it.strings("SELECT ID FROM SMALL UNION SELECT id FROM capitals ORDER BY 1")
                    .shouldContainExactly("1", "2")
            }
            listOf(
                    ";CASE_INSENSITIVE_IDENTIFIERS=FALSE",
                    ";database_to_upper=true",
                    ";DB_CLOSE_DELAY=0;DATABASE_TO_LOWER=TRUE",
                )
                .forEach { settings ->
                    inMemory(settings).use {
                        it.execute("CREATE TABLE \"Mixed\" (\"id\" INT)")
                        shouldThrow<SQLException> { it.execute("INSERT INTO Mixed VALUES (1)") }
                    }
                }
        }

        test("a file that another process has open is refused with a way to share it") {
            val file = temporaryFolder("h2").resolve("app")
            val url = "jdbc:h2:$file;PASSWORD=s3cr3t"
            LockHolder.start(DIALECT, url, "migrate_version").use {
                val failure = shouldFailWith(ErrorCode.REFUSED) { connect(url) }
                failure.message!! shouldContain
                    "cannot connect to jdbc:h2:$file: Database may be already in use"
                failure.message!! shouldNotContain "s3cr3t"
                failure.problems().single().fix()?.command() shouldBe
                    "close the process that has the file open, or open it with ;AUTO_SERVER=TRUE" +
                        " at the end of the URL in every process"
            }
            connect(url).close()
        }

        test("a path without a folder is refused with the right spelling") {
            shouldFailWith(ErrorCode.REFUSED) { connect("jdbc:h2:app") }
                .problems()
                .single()
                .fix()
                ?.command() shouldBe
                "write ./ before a path in the URL that begins in the current folder"
        }

        test("a server that does not run is unreachable") {
            val port = FreePort.find()
            shouldThrow<DatabaseUnreachableException> { connect("jdbc:h2:tcp://localhost:$port/x") }
                .message!! shouldContain "cannot reach jdbc:h2:tcp://localhost:$port/x: "
        }
    })
