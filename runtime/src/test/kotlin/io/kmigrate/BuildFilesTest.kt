package io.kmigrate

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.xpath.XPathConstants
import javax.xml.xpath.XPathFactory
import org.w3c.dom.NodeList

/** A module that runs tests has the class path of the one that compiles them. */
class BuildFilesTest :
    FunSpec({
        for (module in listOf("runtime", "dsl")) {
            test("$module/tests depends on what the tests of $module are compiled with") {
                val compiled = dependencies("../$module/pom.xml")
                compiled shouldNotBe emptyList<String>()
                dependencies("../$module/tests/pom.xml") shouldBe compiled
            }
        }
    })

private fun dependencies(pom: String): List<String> {
    val document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(File(pom))
    val found =
        XPathFactory.newInstance()
            .newXPath()
            .evaluate(
                "//profile[id='tests']/dependencies/dependency/artifactId",
                document,
                XPathConstants.NODESET,
            ) as NodeList
    return List(found.length) { found.item(it).textContent }
}
