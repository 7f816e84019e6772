package io.kmigrate.dsl.host

/** What a script's text says about its place in the graph. */
internal sealed interface Header {
    /** Every value is a literal. */
    class Literal(
        val id: String,
        val parents: List<String>,
        val dependsOn: List<String>,
        val branchLabels: List<String>,
        val message: String,
    ) : Header

    /** Some value must be evaluated. */
    data object Computed : Header

    /** There is no revision, or not a single token. */
    class Missing(val emptyFile: Boolean) : Header
}
