package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCandidates
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.bundle.Bundle
import io.kmigrate.bundle.BundleIndex
import io.kmigrate.bundle.BundleOptions
import io.kmigrate.bundle.BundleOptions.Existing
import io.kmigrate.cli.config.Settings
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

internal class BundleCommand :
    Command(
        "bundle",
        "Compile all scripts into a jar that an application runs without a compiler.",
        listOf(
            "migrate bundle -o app-migrations.jar" to "a jar for the class path",
            "migrate bundle -o target/classes" to
                "into the classes of an application, in its build",
            "migrate bundle --as billing -o billing.jar" to
                "with a name, beside another bundle on one class path",
            "migrate --scripts app-migrations.jar upgrade" to "run a bundle",
        ),
    ) {
    private val target by
        option(
                "-o",
                "--output",
                metavar = "FILE",
                help = "Jar or folder of classes to write. Default: ${Bundle.NAME}.jar.",
                completionCandidates = CompletionCandidates.Path,
            )
            .default("${Bundle.NAME}.jar")
    private val name by
        option(
                "--as",
                metavar = "NAME",
                help = "Name of the bundle in the application. Default: ${Bundle.NAME}.",
            )
            .default(Bundle.NAME)
    private val nativeImage by
        option(
                "--native-image",
                help = "Write the classes also where a native image of GraalVM finds them.",
            )
            .flag()
    private val inputs by
        option(
            "--inputs",
            metavar = "FILE",
            help =
                "Write the names of all files and folders that the bundle was made of, one a line.",
            completionCandidates = CompletionCandidates.Path,
        )
    private val force by option("--force", help = "Overwrite existing files.").flag()

    override fun execute(session: Session): Outcome {
        val index =
            session
                .withoutDatabase()
                .bundle(
                    BundleOptions(
                        name,
                        Path.of(target),
                        if (force) Existing.REPLACE else Existing.REFUSE,
                        nativeImage,
                    )
                )
        inputs?.let {
            write(session.surroundings.folder.resolve(it), read(session.settings, index))
        }
        session.output.data({ json(index) }) {
            if (session.output.mode.quiet) target
            else FileMessages.wroteBundle(target, index.scripts().size)
        }
        return Outcome.DONE
    }

    /** A build compares them, to know whether the bundle has to be made again. */
    private fun read(settings: Settings, index: BundleIndex): List<String> {
        val loaded =
            index.scripts().flatMap { script ->
                val folder = Path.of(script.revision().path().orEmpty()).parent ?: Path.of("")
                script.files().keys.map(folder::resolve)
            }
        val named = listOfNotNull(settings.file?.path, settings.environment)
        return (settings.scripts + named + settings.scriptClassPath.entries + loaded)
            .map { it.toString() }
            .distinct()
    }

    private fun write(file: Path, names: List<String>) {
        try {
            file.toAbsolutePath().parent?.let(Files::createDirectories)
            Files.write(file, names)
        } catch (failure: IOException) {
            throw MigrationException(FileMessages.cannotWrite("$file", "$failure"), failure)
        }
    }

    private fun json(index: BundleIndex): Map<String, Any?> =
        linkedMapOf(
            "bundle" to target,
            "name" to index.name(),
            "madeBy" to index.madeBy(),
            "revisions" to
                index.scripts().map { script ->
                    linkedMapOf(
                        "revision" to script.revision().id(),
                        "message" to script.revision().message(),
                        "path" to script.revision().path(),
                        "checksum" to script.checksum(),
                        "readsParameters" to script.readsParameters(),
                    )
                },
        )
}
