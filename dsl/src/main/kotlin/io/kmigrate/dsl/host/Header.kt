package io.kmigrate.dsl.host

import io.kmigrate.revision.Revision

/** What a script's text says about its place in the graph. */
internal sealed interface Header {
    /** Every value is a literal. */
    class Literal(val revision: Revision) : Header

    /** Some value must be evaluated. */
    data object Computed : Header

    /** There is no revision, or not a single token. */
    class Missing(val emptyFile: Boolean) : Header
}
