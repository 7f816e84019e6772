package io.kmigrate.dialect.h2

import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kmigrate.testing.temporaryFolder
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.sql.Connection
import kotlin.io.path.copyTo

private const val TABLES =
    "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' ORDER BY 1"
private const val DELAY =
    "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'"

/** Milliseconds after which H2 writes by itself, and a time in which it would have. */
private const val WRITE_DELAY = 100L
private const val LONG_ENOUGH = 3 * WRITE_DELAY

class H2FileTest :
    FunSpec({
        val folder = temporaryFolder("h2")
        var copies = 0

        /** What a kill at this moment would leave, asked by [query]. */
        fun left(name: String, query: String): List<String?> {
            val copy = folder.resolve("copy${++copies}")
            folder.resolve("$name.mv.db").copyTo(Path.of("$copy.mv.db"))
            return TestH2.of("jdbc:h2:$copy").connection.use { it.strings(query) }
        }

        fun Connection.delay() = strings(DELAY).first()

        test("a kill reverts all that was not committed, also DDL") {
            TestH2.of("jdbc:h2:$folder/whole;WRITE_DELAY=$WRITE_DELAY").connection.use { connection
                ->
                DIALECT.sessions().session(connection).use { session ->
                    session.begin(listOf())
                    connection.execute("CREATE TABLE A (ID INT)", "INSERT INTO A VALUES (1)")
                    Thread.sleep(LONG_ENOUGH)
                    left("whole", TABLES).shouldBeEmpty()
                    connection.execute("CREATE TABLE B (ID INT)", "ALTER TABLE A ADD COLUMN B INT")
                    session.commit()
                    left("whole", TABLES).shouldContainExactly("A", "B")
                    left("whole", "SELECT ID FROM A").shouldContainExactly("1")
                    session.begin(listOf())
                    connection.execute("CREATE TABLE C (ID INT)")
                    session.commit()
                }
                left("whole", TABLES).shouldContainExactly("A", "B", "C")
            }
        }

        test("the application's own delay stays in the file during and after the run") {
            TestH2.of("jdbc:h2:$folder/delay;WRITE_DELAY=$WRITE_DELAY").connection.use { connection
                ->
                DIALECT.sessions().session(connection).use { session ->
                    session.begin(listOf())
                    connection.execute("CREATE TABLE A (ID INT)")
                    Thread.sleep(LONG_ENOUGH)
                    session.commit()
                    left("delay", DELAY).first() shouldBe "$WRITE_DELAY"
                }
                connection.delay() shouldBe "$WRITE_DELAY"
            }
        }

        test("a delay that a kill left behind does not count as the application's own") {
            TestH2.of("jdbc:h2:$folder/killed").connection.use { connection ->
                connection.execute("SET WRITE_DELAY ${Int.MAX_VALUE}")
                DIALECT.sessions().session(connection).use { session ->
                    session.begin(listOf())
                    session.commit()
                }
                connection.delay() shouldBe "500"
            }
        }

        test("a user who is no administrator migrates with the database's setting") {
            TestH2.of("jdbc:h2:$folder/plain").connection.use { owner ->
                owner.execute(
                    "CREATE USER PLAIN PASSWORD 'p'",
                    "GRANT ALTER ANY SCHEMA TO PLAIN",
                )
                TestH2.of("jdbc:h2:$folder/plain").getConnection("PLAIN", "p").use { connection ->
                    DIALECT.sessions().session(connection).use { session ->
                        session.begin(listOf())
                        connection.execute("CREATE TABLE A (ID INT)")
                        session.commit()
                    }
                    owner.delay() shouldBe "500"
                    owner.strings(TABLES).shouldContainExactly("A")
                }
            }
        }
    })
