package io.kmigrate.cli.output

import com.contrastsecurity.sarif.SarifSchema210
import com.fasterxml.jackson.databind.ObjectMapper
import com.networknt.schema.InputFormat
import com.networknt.schema.JsonSchemaFactory
import com.networknt.schema.SpecVersion
import io.kmigrate.failure.Location
import io.kmigrate.lint.Finding
import io.kmigrate.lint.LintReport
import io.kmigrate.lint.Severity
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.revision.Revision
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldNotContain
import java.net.URI
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.io.path.writeText

/** Findings with texts that each format has to escape, as other programs read them. */
internal class LintFormatsTest :
    FunSpec({
        val folder = tempdir().toPath()
        val script = "a b,c%.migration.kts"
        folder.resolve(script).writeText("revision = \"a\"\n    execute(\"x\")\n")
        val entries =
            Severity.entries.map { severity ->
                LintReport.Entry(
                    Revision.of("a<1>"),
                    Location.of(script, 2).takeIf { severity != Severity.INFO },
                    "execute(sql: x)",
                    Finding(
                        "drop-table",
                        severity,
                        0,
                        ExecuteSql("x"),
                        "50% of \"rooms\" & <more>\nare lost: \u0007",
                        "keep, them",
                        null,
                    ),
                )
            }
        val report = LintReport(1, entries)
        val places = LintPlaces(folder)

        test("SARIF has what the standard requires, and points to its rules and places") {
            val document = Sarif(report, places).document()
            document["version"] shouldBe "2.1.0"
            val run = (document["runs"] as List<*>).single() as Map<*, *>
            val driver = (run["tool"] as Map<*, *>)["driver"] as Map<*, *>
            driver["name"] shouldBe "Kmigrate"
            val rules = driver["rules"] as List<*>
            val results = (run["results"] as List<*>).map { it as Map<*, *> }
            results.map { it["level"] } shouldBe listOf("error", "warning", "note")
            results.forEach { result ->
                val rule = rules[result["ruleIndex"] as Int] as Map<*, *>
                rule["id"] shouldBe result["ruleId"]
                ((rule["defaultConfiguration"] as Map<*, *>)["level"]) shouldBeIn
                    listOf("error", "warning", "note", "none")
                (result["message"] as Map<*, *>).keys shouldBe setOf("text")
            }
            val place =
                ((results[0]["locations"] as List<*>).single() as Map<*, *>)["physicalLocation"]
                    as Map<*, *>
            URI((place["artifactLocation"] as Map<*, *>)["uri"] as String).path shouldBe script
            place["region"] shouldBe mapOf("startLine" to 2, "startColumn" to 5)
            results[2]["locations"] shouldBe null
        }

        test("the schema of the standard finds nothing wrong with SARIF, and a library reads it") {
            val text = Json.text(Sarif(report, places).document())
            val schema =
                SarifSchema210::class
                    .java
                    .getResourceAsStream("/schema/sarif-schema-2.1.0.json")
                    .use {
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(it)
                    }
            schema.validate(text, InputFormat.JSON).shouldBeEmpty()
            schema
                .validate(text.replace("\"level\"", "\"levels\""), InputFormat.JSON)
                .shouldNotBeEmpty()
            val read = ObjectMapper().readValue(text, SarifSchema210::class.java)
            val results = read.runs.single().results
            results.map { it.level.value() } shouldBe listOf("error", "warning", "note")
            results[0].locations.single().physicalLocation.region.startLine shouldBe 2
        }

        test("an XML parser reads the report of JUnit, in which errors alone fail") {
            val document =
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(JunitXml(report, places).text().byteInputStream())
            val suite = document.getElementsByTagName("testsuite").item(0)
            suite.attributes.getNamedItem("tests").nodeValue shouldBe "3"
            suite.attributes.getNamedItem("failures").nodeValue shouldBe "1"
            document.getElementsByTagName("testcase").length shouldBe 3
            document.getElementsByTagName("failure").length shouldBe 1
        }

        test("an annotation of GitHub is one line whose properties end where they should") {
            val lines = GithubText(report, places).lines().lines()
            lines.size shouldBe 3
            lines[0].substringBefore("::50") shouldBe
                "::error file=a b%2Cc%25.migration.kts,line=2,col=5,title=drop-table"
            lines[2].substringBefore("::50") shouldBe "::notice title=drop-table"
            lines[0].substringAfter("::50") shouldNotContain "%2C"
        }
    })
