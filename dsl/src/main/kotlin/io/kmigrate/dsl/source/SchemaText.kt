package io.kmigrate.dsl.source

import io.kmigrate.operation.Operation

/** Operations as a script's `upgrade` block. */
public object SchemaText {
    /** Without a header: a schema is no revision. */
    public fun of(operations: List<Operation>): String =
        (listOf("upgrade {") + OperationText.of(operations).flatMap { CallLayout.of(it) } + "}")
            .joinToString("\n")
}
