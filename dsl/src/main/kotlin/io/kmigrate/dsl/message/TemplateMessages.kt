package io.kmigrate.dsl.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Fix
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about templates: of scripts, and of the names of their files. */
internal object TemplateMessages {
    fun missing(file: String): Problem = unusable("the script template does not exist", file)

    fun unreadable(file: String, reason: String): Problem =
        unusable("the script template cannot be read: $reason", file)

    fun notUtf8(file: String): Problem = unusable("the script template is not UTF-8 text", file)

    private fun unusable(message: String, file: String): Problem =
        Problem.of(
                ErrorCode.SCRIPT_TEMPLATE,
                message,
                Fix("correct script_template, or the file", "correct the path, or the file"),
            )
            .at(Location.of(file))

    fun sharedLine(part: String, file: String?, line: Int): Problem =
        problem(
            "{{$part}} shares its line",
            file,
            line,
            "put it on a line of its own, as it becomes whole lines",
        )

    fun unknown(
        name: String,
        near: String?,
        known: List<String>,
        file: String?,
        line: Int,
    ): Problem =
        problem(
            "a script template cannot contain {{$name}}",
            file,
            line,
            if (near != null) "did you mean {{$near}}?"
            else "use one of ${known.joinToString(" ") { "{{$it}}" }}",
        )

    fun noHeader(file: String?): Problem =
        problem(
            "a script template needs {{header}}",
            file,
            0,
            "add a line {{header}}: it becomes revision, downRevision and the like",
        )

    fun noUpgrade(file: String?): Problem =
        problem(
            "a script template needs {{upgrade}}",
            file,
            0,
            "add a line {{upgrade}}, or {{operations}} in a block upgrade { } of your own",
        )

    fun twoBodies(file: String?): Problem =
        problem(
            "{{upgrade}} already contains the {{operations}}",
            file,
            0,
            "remove one of the two",
        )

    fun repeated(part: String, file: String?): Problem =
        problem("the template contains {{$part}} twice", file, 0, "remove one of the two")

    private fun problem(message: String, file: String?, line: Int, fix: String) =
        Problem(ErrorCode.SCRIPT_TEMPLATE, message, file?.let { Location.of(it, line) }, fix)

    fun unknownTokens(tokens: List<String>): String =
        "file_template cannot contain ${tokens.joinToString(" ") { "{$it}" }}"

    fun noRevisionToken(): String = "file_template must contain {rev}, so that names differ"

    fun outsideFolder(): String =
        "file_template must stay in the script folder, and name a file in it"

    fun hiddenName(): String =
        "file_template must not name hidden files or folders, which are not read"
}
