package io.kmigrate.cli.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
import java.util.Locale

/** Sentences about the configuration: its file, its sections, its variables. */
internal object ConfigurationMessages {
    fun noFile(shown: String): Problem =
        Problem.of(
            ErrorCode.NO_CONFIG,
            "there is no file $shown",
            "correct the path after -c, or create a configuration with `migrate init`",
        )

    /** Without a configuration and without scripts, the folder is most likely the wrong one. */
    fun nothingHere(file: String, folders: List<String>): Problem =
        Problem.of(
            ErrorCode.NO_CONFIG,
            "this folder has no $file, and no folder ${folders.joinToString(", ")}",
            "change to the project's folder, name a configuration with -c, or start with `migrate init`",
        )

    fun unreadable(shown: String, reason: String): Problem =
        Problem(
            ErrorCode.UNREADABLE_CONFIG,
            "the configuration cannot be read: $reason",
            Location.of(shown),
            "check its permissions",
        )

    fun notUtf8(shown: String, encoding: String, line: Int): Problem =
        Problem(
            ErrorCode.UNREADABLE_CONFIG,
            "the file is not UTF-8 text: it looks like $encoding",
            Location.of(shown, line),
            "save it as UTF-8",
        )

    fun tooLarge(shown: String, most: Int): Problem =
        Problem(
            ErrorCode.MALFORMED_CONFIG,
            "the file is larger than %,d bytes, too large for settings".format(Locale.ROOT, most),
            Location.of(shown),
            "name the file that holds your settings",
        )

    fun malformed(place: Location): Problem = malformed("this is not valid TOML", place)

    fun repeatedKey(place: Location): Problem =
        malformed("the file contains a key or section twice", place)

    private fun malformed(message: String, place: Location): Problem =
        Problem(
            ErrorCode.MALFORMED_CONFIG,
            message,
            place,
            "fix that line or the one before it; text goes between quotes: url = \"…\"",
        )

    fun malformedEnv(shown: String, line: Int): Problem =
        Problem(
            ErrorCode.MALFORMED_ENV,
            "a line is not NAME=value",
            Location.of(shown, line),
            "fix or remove that line",
        )

    /** @param origin the variable, and the file that it stands in, if it does */
    fun unknownVariable(origin: String, near: String): Problem =
        Problem.of(
            ErrorCode.UNKNOWN_SETTING,
            "nothing reads the variable $origin",
            "did you mean \"$near\"? Otherwise give it a name that does not begin with MIGRATE_",
        )

    /** A warning. */
    fun unusedVariable(origin: String): String = "nothing reads the variable $origin"

    fun unknownSection(name: String, near: String?, known: Set<String>, place: Location): Problem =
        unknown("there is no section \"$name\"", near, known, place)

    fun unknownKey(
        name: String,
        section: String,
        near: String?,
        known: Set<String>,
        place: Location,
    ): Problem = unknown("there is no key \"$name\" in [$section]", near, known, place)

    private fun unknown(
        message: String,
        near: String?,
        known: Set<String>,
        place: Location,
    ): Problem =
        Problem(
            ErrorCode.UNKNOWN_SETTING,
            message,
            place,
            if (near == null) "remove it, or use one of ${known.joinToString(", ")}"
            else "did you mean \"$near\"?",
        )

    fun notASection(name: String, place: Location): Problem =
        Problem(
            ErrorCode.BAD_SETTING,
            "\"$name\" must be a section",
            place,
            "write [$name] on a line of its own",
        )

    /** @param file null without a configuration */
    fun noDatabases(file: String?): Problem =
        Problem.of(
            ErrorCode.UNKNOWN_DATABASE,
            "there is no section [databases.…]" +
                if (file == null) ", and no configuration" else " in $file",
            "add one for each database, or remove --all-databases",
        )

    /** @param file null without a configuration */
    fun unknownDatabase(name: String, file: String?, near: String?, known: List<String>): Problem =
        Problem.of(
            ErrorCode.UNKNOWN_DATABASE,
            "there is no [databases.$name]" +
                if (file == null) " without a configuration" else " in $file",
            when {
                near != null -> "did you mean \"$near\"?"
                known.isEmpty() -> "add that section"
                else -> "use one of ${known.joinToString(", ")}"
            },
        )

    fun missingVariable(name: String, origin: String, place: Location?): Problem =
        Problem(
            ErrorCode.MISSING_VARIABLE,
            "$origin needs the environment variable $name, which is not set",
            place,
            "set $name, or write a default: \${$name:-…}",
        )

    fun noUrlFunction(function: String, place: Location?): Problem =
        Problem(
            ErrorCode.NO_URL_FUNCTION,
            "the class path of [model] has no function $function without parameters that returns text",
            place,
            "build the application; write the class before the function, as in com.acme.Connection.url; a function " +
                "outside of classes in Main.kt belongs to MainKt",
        )

    fun urlFunctionFailed(function: String, reason: String, place: Location?): Problem =
        Problem(
            ErrorCode.URL_FUNCTION_FAILED,
            "$function failed: $reason",
            place,
            "set the values that it needs, or give the URL with --url",
        )

    /** A warning. */
    fun missingClassPath(name: String): String = "classpath names $name, which does not exist"

    /** A warning. */
    fun appliedUnknown(reason: String): String = "the applied revisions are not known: $reason"

    /** With --verbose. */
    fun used(shown: String): String = "configuration $shown"
}
