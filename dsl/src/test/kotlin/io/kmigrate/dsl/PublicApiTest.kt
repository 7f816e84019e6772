package io.kmigrate.dsl

import io.kmigrate.testing.PublicApiContract

class PublicApiTest :
    PublicApiContract(
        "kmigrate-dsl",
        // Says of a column what Exposed's own word says.
        unclear = setOf("ColumnChangeScope: public fun nullable(isNullable: Boolean): Unit"),
    )
