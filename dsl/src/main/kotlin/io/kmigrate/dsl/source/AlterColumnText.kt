package io.kmigrate.dsl.source

import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.Dependants
import io.kmigrate.schema.DefaultValue

/** `alterColumn`, with what changes. */
internal object AlterColumnText {
    fun of(operation: AlterColumn): String {
        val head =
            call(
                "alterColumn",
                literal(operation.table().name()),
                literal(operation.column()),
                schema(operation.table()),
                named(
                    "dependants",
                    "REBUILD".takeIf { operation.dependants() == Dependants.REBUILD },
                ),
                *place(operation.change().place()),
            )
        val changes = changes(operation)
        if (changes.isEmpty()) return head
        return if (changes.size == 1) "$head { ${changes.single()} }"
        else changes.joinToString("\n", "$head {\n", "\n}") { it.prependIndent("    ") }
    }

    private fun changes(operation: AlterColumn): List<String> = buildList {
        val change = operation.change()
        change.type()?.let { add("type { ${ColumnText.type(it, "it")} }") }
        change.using()?.let { add(call("using", literal(it))) }
        change.nullable()?.let { add(call("nullable", "$it")) }
        change.defaultChange()?.let { add(default(it.value())) }
        change.identityChange()?.let { new ->
            val identity = new.value()
            add(
                if (identity == null) "dropIdentity()"
                else
                    call(
                        "identity",
                        flag("always", identity.always()),
                        named("start", identity.start().takeIf { it != 1L }?.let(::longText)),
                        named(
                            "increment",
                            identity.increment().takeIf { it != 1L }?.let(::longText),
                        ),
                    )
            )
        }
        change.generatedChange()?.let { new ->
            val generated = new.value()
            add(
                if (generated == null) "dropGenerated()"
                else
                    call(
                        "generatedAs",
                        literal(generated.expression()),
                        named("stored", "false").takeIf { !generated.stored() },
                    )
            )
        }
        change.collationChange()?.let { add(call("collation", value(it.value()))) }
        change.comment()?.let { add(call("comment", literal(it))) }
        change.newName()?.let { add(call("rename", literal(it))) }
    }

    private fun default(default: DefaultValue?): String =
        when (default) {
            null -> "dropDefault()"
            is DefaultValue.Expression -> call("defaultExpression", literal(default.sql()))
            is DefaultValue.Literal -> call("default", value(default.value()))
        }
}
