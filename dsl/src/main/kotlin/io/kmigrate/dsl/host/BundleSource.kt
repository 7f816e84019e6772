package io.kmigrate.dsl.host

import io.kmigrate.bundle.Bundle
import io.kmigrate.bundle.BundledScript
import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.message.BundleMessages
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.message.BundleMessages as Damage
import io.kmigrate.repeatable.RepeatableSource
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

    override fun textsBeside(name: String): List<String> = bundle.textBeside(name)

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
            throw MigrationException(problems, null)
        }
        return migrations.associateBy { it.revision().id() }
    }

    override fun repeatables(): RepeatableSource =
        if (bundle.index().repeatables().isEmpty()) RepeatableSource.NONE
        else BundledRepeatables(bundle, parent)

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
        if (!prepared.isScript()) {
            val problem = Damage.foreignClass("${bundle.place()}", script.mainClass())
            throw ScriptProblemsException(listOf(problem))
        }
        val files = ScriptFiles { name ->
            val entry = script.files()[name] ?: throw IOException(BundleMessages.notInBundle())
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
        if (
            problem.code() != ErrorCode.MISSING_CODE || OURS !in problem.message().replace('/', '.')
        )
            problem
        else
            BundleMessages.needsOtherVersion(
                problem.message(),
                problem.location(),
                bundle.index().madeBy(),
                Build.version,
            )

    private fun mismatch(script: BundledScript, found: Migration): Problem? {
        val revision = script.revision()
        val label = revision.label()
        val place = "${bundle.place()}"
        return when {
            !found.revision().hasPlaceOf(revision) ->
                BundleMessages.otherPlace(label, revision.path(), place)
            !script.readsParameters() &&
                MigrationDigest.of(found, revision).checksum() != script.checksum() ->
                BundleMessages.otherOperations(label, revision.path(), place)
            else -> null
        }
    }

    private companion object {
        const val OURS = "io.kmigrate."
    }
}
