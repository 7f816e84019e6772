package io.kmigrate.dsl.source

import io.kmigrate.operation.Operation
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/** Operations as a script's `upgrade` block. */
@API(status = INTERNAL, since = "0.1")
public object SchemaText {
    /** Without a header: a schema is no revision. */
    public fun of(operations: List<Operation>): String =
        (listOf("upgrade {") + OperationText.of(operations).flatMap { CallLayout.of(it) } + "}")
            .joinToString("\n")
}
