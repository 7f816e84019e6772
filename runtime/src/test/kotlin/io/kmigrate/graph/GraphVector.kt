package io.kmigrate.graph

import com.google.gson.Gson
import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import io.kmigrate.revision.Revision
import java.io.Reader

/** One recorded answer of Alembic; the file's `meta.reading` says what the members mean. */
class GraphVector(private val json: JsonObject, val graph: List<Revision>) {
    val id = json["id"].asString
    val operation: String = json["op"].asString
    val name = "$id ${json["graph"].asString} $operation ${arguments()}"
    val rows = texts("currentRows")
    val isDefect = json.has("alembicDefect")
    val isOrderFree = json["orderFree"]?.asBoolean ?: false
    val mustPrecede =
        json["mustPrecede"]
            ?.asJsonArray
            ?.map { pair -> pair.asJsonArray.map { it.asString } }
            .orEmpty()
    val expected: JsonObject = json["expect"].asJsonObject
    val errorKind = expected["error"]?.asJsonObject?.get("kind")?.asString
    val better: JsonObject? = json["better"]?.asJsonObject

    fun text(member: String): String = json[member].asString

    fun has(member: String) = json.has(member)

    fun flag(member: String) = json[member]?.asBoolean ?: false

    fun texts(member: String) = json[member].texts()

    private fun arguments() =
        json
            .keySet()
            .filter {
                it in
                    setOf(
                        "currentRows",
                        "target",
                        "targets",
                        "range",
                        "identifier",
                        "revisions",
                        "head",
                    )
            }
            .joinToString(" ") { "$it=${json[it]}" }

    companion object {
        fun read(reader: Reader): List<GraphVector> {
            val file = Gson().fromJson(reader, JsonObject::class.java)
            val graphs = file["graphs"].asJsonObject
            return file["cases"].asJsonArray.map {
                val case = it.asJsonObject
                GraphVector(case, revisions(graphs[case["graph"].asString].asJsonArray))
            }
        }

        private fun revisions(graph: JsonArray) = graph.map {
            val node = it.asJsonObject
            Revision(
                node["id"].asString,
                node["down"].texts(),
                node["dependsOn"].texts(),
                node["labels"].texts(),
                "",
                null,
            )
        }
    }
}

fun JsonElement?.texts(): List<String> =
    if (this == null || isJsonNull) emptyList() else asJsonArray.map { it.asString }
