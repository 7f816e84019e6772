package io.kmigrate.spring

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import org.springframework.boot.context.properties.bind.DefaultValue

/** What an IDE knows of the properties, and the page that explains them. */
class MetadataTest :
    FunSpec({
        val metadata =
            Path.of("target/classes/META-INF/spring-configuration-metadata.json").let {
                JsonParser.parseString(Files.readString(it)).asJsonObject
            }
        val known =
            metadata.getAsJsonArray("properties").map { it.asJsonObject }.associateBy(::name)
        val page = Files.readString(Path.of("../../docs/spring-boot.md"))
        val properties =
            properties(KmigrateProperties::class.java, "kmigrate.").filter { (name) ->
                name != "kmigrate.backfill"
            } + properties(KmigrateProperties.Backfill::class.java, "kmigrate.backfill.")

        test("there is metadata with a description for each property") {
            known.keys.filter { it.startsWith("kmigrate.") } shouldContainExactlyInAnyOrder
                properties.map { it.first }
            known.values.filter { it["description"] == null }.map(::name).shouldBeEmpty()
        }

        test("the metadata has the defaults") {
            properties.forEach { (name, default) ->
                known.getValue(name)["defaultValue"]?.asString shouldBe default
            }
        }

        test("hints are about properties that there are") {
            metadata
                .getAsJsonArray("hints")
                .map { name(it.asJsonObject).removeSuffix(".values") }
                .filterNot { it in known }
                .shouldBeEmpty()
        }

        test("the page explains every property") {
            val own = KmigrateProperties.Database::class.java.recordComponents.map { it.name }
            (properties.map { "`${it.first}" } + own.map { "`${dashed(it)}`" })
                .filterNot { it in page }
                .shouldBeEmpty()
        }
    })

/** Names with their defaults. */
private fun properties(type: Class<*>, prefix: String): List<Pair<String, String?>> =
    type.recordComponents.zip(type.declaredConstructors.single().parameters).map {
        (component, parameter) ->
        val default = parameter.getAnnotation(DefaultValue::class.java)?.value?.singleOrNull()
        prefix + dashed(component.name) to default
    }

private fun name(element: JsonObject): String = element["name"].asString

private fun dashed(name: String): String =
    name.replace(Regex("[A-Z]")) { "-" + it.value.lowercase() }
