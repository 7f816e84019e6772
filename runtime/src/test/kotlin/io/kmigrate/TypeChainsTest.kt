package io.kmigrate

import io.kmigrate.operation.Operation
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.SchemaObject
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import kotlin.io.path.Path
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.walk

/** A chain of `instanceof` does not fail to compile when a type is added; a visitor does. */
class TypeChainsTest :
    FunSpec({
        test("no method asks one value twice which of our sealed types it is") {
            Path("src/main/java")
                .walk()
                .filter { it.extension == "java" }
                .flatMap { file -> chains(file.readText()).map { "${file.name}: $it" } }
                .toList()
                .shouldBeEmpty()
        }

        test("the test sees a chain, and ignores two filters") {
            chains(method("a instanceof DropTable", "a instanceof DropColumn")) shouldBe
                listOf("a in Object of(Operation a, Operation b) {")
            chains(method("a instanceof DropTable", "b instanceof DropColumn")) shouldBe emptyList()
            chains(method("a instanceof String", "a instanceof Integer")) shouldBe emptyList()
        }
    }) {
    private companion object {
        val SEALED =
            listOf(Operation::class, SchemaObject::class, ColumnType::class, DefaultValue::class)
        val KINDS =
            SEALED.flatMap { it.java.permittedSubclasses.toList() }.map { it.simpleName }.toSet()
        val HEAD = Regex("""(?m)^ {4,12}(public|private|protected|static|final|<|[A-Z])[^;=]*\{$""")
        val QUESTION = Regex("""([\w.()]+) instanceof (?:\w+\.)?(\w+)""")

        /** The formatter puts the head of each method on lines of their own. */
        fun chains(text: String): List<String> {
            val heads = HEAD.findAll(text).toList()
            return heads.flatMapIndexed { place, head ->
                val end = heads.getOrNull(place + 1)?.range?.first ?: text.length
                QUESTION.findAll(text.substring(head.range.last, end))
                    .filter { it.groupValues[2] in KINDS }
                    .groupingBy { it.groupValues[1].trimStart('(') }
                    .eachCount()
                    .filterValues { it > 1 }
                    .keys
                    .map { "$it in ${head.value.trim()}" }
            }
        }

        fun method(first: String, second: String): String =
            "class X {\n    Object of(Operation a, Operation b) {\n" +
                "        return $first ? 1 : $second ? 2 : 3;\n    }\n}\n"
    }
}
