package io.kmigrate.dsl.host

import io.kmigrate.bundle.Bundle
import io.kmigrate.bundle.BundleMismatchException
import io.kmigrate.bundle.BundledScript
import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.Revision
import java.io.IOException

/**
 * The migrations of a bundle. Revisions and checksums come from its index; classes are read,
 * verified and loaded when a migration is asked for. Knows no compiler.
 */
internal class BundleSource(
    private val bundle: Bundle,
    private val parameters: Map<String, String>,
    private val parent: ClassLoader,
) : MigrationSource {
    private val scripts = bundle.index().scripts()

    override fun revisions(): Collection<Revision> = scripts.map { it.revision() }

    override fun checksums(): Map<String, String> =
        scripts.filterNot { it.readsParameters() }.associate { it.revision().id() to it.checksum() }

    override fun load(revisions: Collection<Revision>): Map<String, Migration> {
        val ids = revisions.map { it.id() }.toSet()
        val wanted = scripts.filter { it.revision().id() in ids }
        val entries =
            bundle.read(
                wanted.flatMap { script ->
                    script.classes().map(BundledScript::classEntry) + script.files().values
                }
            )
        val prepared =
            PreparedScript.all(
                wanted.map { Script(it.revision().path().orEmpty(), "") },
                wanted.map { it.compiled(entries) },
                parent,
            )
        val migrations =
            wanted.indices.toList().mapReporting { index ->
                evaluate(wanted[index], prepared[index], entries)
            }
        val problems =
            wanted.zip(migrations).mapNotNull { (script, found) -> mismatch(script, found) }
        if (problems.isNotEmpty()) {
            throw BundleMismatchException(problems)
        }
        return migrations.associateBy { it.revision().id() }
    }

    private fun BundledScript.compiled(entries: Map<String, ByteArray>) =
        CompiledScript(
            mainClass(),
            classes().associateWith { entries.getValue(BundledScript.classEntry(it)) },
        )

    private fun evaluate(
        script: BundledScript,
        prepared: PreparedScript,
        entries: Map<String, ByteArray>,
    ): Migration {
        val files = ScriptFiles { name ->
            val entry = script.files()[name] ?: throw IOException("it is not in the bundle")
            entries.getValue(entry)
        }
        val found =
            try {
                prepared.evaluate(parameters, files)
            } catch (failure: ScriptProblemsException) {
                throw ScriptProblemsException(failure.problems().map(::explained), failure.cause)
            }
        return if (found.revision().hasPlaceOf(script.revision()))
            found.withRevision(script.revision())
        else found
    }

    /** Code of ours that is not there is in another version of it. */
    private fun explained(problem: Problem): Problem =
        if (problem.code() != MISSING_CODE || OURS !in problem.message().replace('/', '.')) problem
        else
            Problem(
                "bundle-needs-other-version",
                "${problem.message()}: the bundle was made with Kmigrate " +
                    "${bundle.index().madeBy()}, and this is ${Build.version}",
                problem.location(),
                "run it with the Kmigrate it was made with, or a newer one",
            )

    private fun mismatch(script: BundledScript, found: Migration): Problem? {
        val revision = script.revision()
        val what =
            when {
                !found.revision().hasPlaceOf(revision) -> "has another place in the graph"
                !script.readsParameters() &&
                    MigrationDigest.of(found, revision).checksum() != script.checksum() ->
                    "describes other operations"
                else -> return null
            }
        return Problem(
            "bundle-mismatch",
            "revision ${revision.label()} $what than when the bundle ${bundle.place()} was made",
            revision.path()?.let { Location.of(it) },
            "let what a script describes depend on nothing but parameters, and make the bundle anew",
        )
    }

    companion object {
        /** The code of a problem: a script uses what is not on the class path. */
        const val MISSING_CODE: String = "missing-code"
        private const val OURS = "io.kmigrate."
    }
}
