package io.kmigrate.examples

import java.nio.file.Path

/** The project of getting started, at the end of that page. Other pages continue it. */
internal object Shop {
    /** The reader, as git knows her, and the variables that CI sets for a release. */
    val ENVIRONMENT: Map<String, String> =
        listOf("AUTHOR", "COMMITTER")
            .flatMap { listOf("GIT_${it}_NAME" to "Ann", "GIT_${it}_EMAIL" to "ann@example.org") }
            .plus(listOf("GITHUB_REF_NAME", "CI_COMMIT_TAG", "TAG_NAME").map { it to "v42" })
            .toMap()

    /** Where the page was played, once for all tests. */
    val folder: Path by lazy {
        // Never given back: it is copied from until the end.
        val place = Page.folder().path
        Page.of("docs/getting-started.md").play(place, ENVIRONMENT)
        // As CI clones it.
        Page.run("git update-ref refs/remotes/origin/main main", place)
        place
    }
}
