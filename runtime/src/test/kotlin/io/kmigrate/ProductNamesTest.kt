package io.kmigrate

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.invariantSeparatorsPathString
import kotlin.io.path.readText
import kotlin.io.path.relativeTo
import kotlin.io.path.walk

/** The core knows no single database: all that differs is in the packages of the dialects. */
class ProductNamesTest :
    FunSpec({
        // files -> why they may name one
        val allowed =
            mapOf(
                    "failure/ErrorCode.java" to "documents failures of single databases",
                    "message/DatabaseMessages.java" to "shows people what a URL looks like",
                    "message/TlsMessages.java" to "shows people the parameters of each driver",
                    "exposed/StandardNames.java" to
                        "overrides a method of Exposed that is called so",
                    "lint/(\\w+Rule|Products).java" to
                        "documents a risk of single databases; rules are one class each",
                    "sql/Grammar.java" to "reads the same text as single databases do",
                    "importer/liquibase/LiquibaseTypes.java" to
                        "knows what Liquibase makes of its types on single databases",
                )
                .mapKeys { (files, _) -> Regex(files) }
        val root = Path.of("src/main/java/io/kmigrate")
        val core =
            root
                .walk()
                .filter { it.extension == "java" }
                .associate { it.relativeTo(root).invariantSeparatorsPathString to it.readText() }
                .filterKeys { !Regex("dialect/[^/]+/.*").matches(it) }

        val naming = core.filterValues { namesProduct(it) }.keys

        test("no code outside the dialects names a database") {
            core.size shouldBeGreaterThan 200
            naming.filterNot { file -> allowed.keys.any { it.matches(file) } }.shouldBeEmpty()
        }

        allowed.forEach { (files, reason) ->
            test("$files may name a database: $reason") {
                naming.count { files.matches(it) } shouldBeGreaterThan 0
            }
        }

        listOf(
                "String url = \"jdbc:h2:mem:x\";" to true,
                "if (dialect.name().equals(\"mysql\"))" to true,
                "enum Kind { POSTGRESQL }" to true,
                "/** As SQLite does. */ int x;" to false,
                "int x; // MariaDB has none" to false,
                "String hash = sha2(text);" to false,
            )
            .forEach { (code, names) ->
                test("${if (names) "names" else "does not name"} one: $code") {
                    namesProduct(code) shouldBe names
                }
            }
    })

private val COMMENT = Regex("""/\*.*?\*/|(?<!:)//[^\n]*""", RegexOption.DOT_MATCHES_ALL)
private val PRODUCT = Regex("""(?i)sqlite|postgres|mysql|mariadb|oracle|sql ?server|\bh2\b""")

private fun namesProduct(source: String) = PRODUCT.containsMatchIn(source.replace(COMMENT, " "))
