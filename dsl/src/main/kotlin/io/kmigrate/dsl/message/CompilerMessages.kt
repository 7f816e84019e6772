package io.kmigrate.dsl.message

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Fix
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about the compiler: what it reports, that it failed, that there is none. */
internal object CompilerMessages {
    const val TOO_LARGE: String = "this block is too large: a Java method holds 64 kB at most"

    fun scriptError(message: String, place: Location?, fix: String?): Problem =
        Problem(ErrorCode.SCRIPT_ERROR, message, place, fix)

    fun fixForCapture(): String =
        "declare the values inside the object: it cannot see the values of the script"

    fun fixForLargeBlock(): String =
        "move parts of it into functions inside the block, fun part1() { … }, and call them there"

    fun fixForImport(): String =
        "put shared code into classes on the class path: a script cannot import files"

    fun didYouMean(word: String): String = "did you mean `$word`?"

    fun noCompilerOnClassPath(version: String): Problem =
        Problem.of(
            ErrorCode.NO_COMPILER,
            "scripts must be compiled, and there is no Kotlin compiler on the class path",
            "add kotlin-compiler-embeddable and kotlin-scripting-compiler-embeddable of " +
                "org.jetbrains.kotlin, both $version; a bundle needs neither",
        )

    fun noCompilerInFolder(folder: String): Problem =
        Problem.of(
            ErrorCode.NO_COMPILER,
            "scripts must be compiled, and there is no Kotlin compiler in the folder $folder",
            "install Kmigrate again, or set kmigrate.compiler to the folder of the compiler's jars",
        )

    fun failed(reason: String, version: String): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            "the Kotlin compiler failed: $reason",
            "check that all Kotlin artifacts on the class path have the version $version",
        )

    /** The compiler reported errors that belong to no script. */
    fun reported(errors: List<String>): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            errors.joinToString("\n  ").ifEmpty { "the Kotlin compiler failed" },
            "check the class path; if that is right, report the compiler's message",
        )

    fun outOfMemory(): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            "the Kotlin compiler ran out of memory",
            "give it more: -Dkmigrate.compiler.options=-Xmx1g",
        )

    fun killed(signal: Int, output: List<String>): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            withOutput("the Kotlin compiler's process was killed (signal $signal)", output),
            "run the command again; the machine may be short of memory",
        )

    fun ended(exitCode: Int, output: List<String>): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            withOutput("the Kotlin compiler's process ended with exit code $exitCode", output),
            "run the command again; if it fails again, report the compiler's output",
        )

    private fun withOutput(message: String, output: List<String>): String =
        (listOf(message) + output).joinToString("\n  ")

    fun interrupted(): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            "the wait for the Kotlin compiler was interrupted",
            "run the command again",
        )

    fun noWorkFolder(folder: String, reason: String): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            "scripts cannot be compiled in $folder: $reason",
            Fix(
                "free space there, or set MIGRATE_CACHE to a folder that can be written",
                "free space there, or call cacheFolder(…) with a folder that can be written",
            ),
        )

    /** Neither the cache folder nor the folder of temporary files takes files. */
    fun nowhereToWork(
        cache: String,
        cacheReason: String,
        temporary: String,
        temporaryReason: String,
    ): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            "scripts cannot be compiled: no file can be written to the cache folder $cache " +
                "($cacheReason), nor to $temporary ($temporaryReason)",
            Fix(
                "set MIGRATE_CACHE to a folder that can be written, or run a bundle, which needs none",
                "call cacheFolder(…) with a folder that can be written, or run a bundle, which needs none",
            ),
        )

    fun notOnDisk(type: String, place: String): Problem =
        Problem.of(
            ErrorCode.COMPILER_FAILED,
            "scripts are compiled against files, and $type does not come from one: $place",
            "run the application from jars or folders that are not packed into another file",
        )

    /** A warning: runs are slower. */
    fun unusableCache(folder: String, reason: String): String =
        "the cache folder $folder cannot be used, so every run compiles all scripts again: $reason"

    /** The reason why a cache folder cannot be used. */
    fun othersFolder(folder: String): String =
        "$folder belongs to another user; set MIGRATE_CACHE to a folder of your own"

    /** The reason why a cache folder cannot be used. */
    fun sharedFolder(folder: String): String =
        "other users can write to $folder; delete it, and it is created again for you alone"

    /** The reason why a cache folder cannot be used. */
    fun noFolder(folder: String): String = "$folder is no folder"

    /** The reason why a cache folder cannot be used. */
    fun diskFull(kilobytes: Long): String = "only $kilobytes kB are left on its disk"
}
