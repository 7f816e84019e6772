package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.OperationScope
import io.kmigrate.dsl.builder.Recorder
import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.dsl.builder.attempt
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.ScriptOperation
import kotlin.script.experimental.annotations.KotlinScript
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * The base class of every `*.migration.kts`: what a script can say at its top level.
 *
 * The constructor of a compiled script runs its top level, which keeps the blocks; [toMigration]
 * evaluates them afterwards, so that a block may use what is declared below it.
 *
 * @property parameters what `-x key=value` gave
 */
@KotlinScript(
    displayName = "Kmigrate migration",
    fileExtension = "migration.kts",
    compilationConfiguration = MigrationScriptConfiguration::class,
)
@API(status = STABLE, since = "0.1")
public abstract class MigrationScript(public val parameters: Map<String, String>) {
    private val header = ScriptHeader(javaClass.name)
    private var up: OperationScope.() -> Unit = {}
    private var down: (OperationScope.() -> Unit)? = null
    private var irreversible: Migration.Irreversible? = null

    /**
     * This revision's id: required, unique, up to 255 characters without `@ + - : ,` or white
     * space.
     */
    public var revision: String
        get() = header.text("revision").orEmpty()
        set(value) = header.sayText("revision", value)

    /** The parent's id; null, or never set, for a base. A merge has [downRevisions] instead. */
    public var downRevision: String?
        get() = header.text("downRevision")
        set(value) = header.sayText("downRevision", value)

    /** One line that says what the migration does. */
    public var message: String
        get() = header.text("message").orEmpty()
        set(value) = header.sayText("message", value)

    /** False: every operation commits by itself. */
    public var transactional: Boolean = true
        set(value) {
            header.say("transactional")
            field = value
        }

    /**
     * How long each statement waits at most for a lock that others hold: `500ms`, `5s`, `2min`,
     * `1h`. Without it, as long as the run says, or the database.
     */
    public var lockTimeout: String?
        get() = header.text("lockTimeout")
        set(value) = header.sayText("lockTimeout", value)

    /** How long each statement runs at most, its waits included; written as [lockTimeout]. */
    public var statementTimeout: String?
        get() = header.text("statementTimeout")
        set(value) = header.sayText("statementTimeout", value)

    /**
     * Whether operations run in parts that let others work: `auto`, those on large tables;
     * `always`; or `never`. Without it, as the run says.
     */
    public var online: String?
        get() = header.text("online")
        set(value) = header.sayText("online", value)

    /** The parents' ids of a merge. */
    public fun downRevisions(vararg ids: String) {
        header.sayList("downRevisions", ids.asList())
    }

    /** Names that stand for the branch which starts here, unique among all scripts. */
    public fun branchLabels(vararg labels: String) {
        header.sayList("branchLabels", labels.asList())
    }

    /** Ids or branch labels that must be applied before this revision without being its parents. */
    public fun dependsOn(vararg revisions: String) {
        header.sayList("dependsOn", revisions.asList())
    }

    /**
     * The environments that the migration is for, by the name that `[migrate] environment` gives
     * them. Elsewhere the revision is passed over: it runs nothing, and the history says so.
     */
    public fun onlyIn(vararg environments: String) {
        header.sayList("onlyIn", environments.asList())
    }

    /** What the migration does. A script without it, such as a merge, does nothing. */
    public fun upgrade(block: OperationScope.() -> Unit) {
        header.say("upgrade")
        up = block
    }

    /**
     * How the migration is reverted. Without it the inverse is derived, where every operation has
     * one.
     */
    public fun downgrade(block: OperationScope.() -> Unit) {
        header.say("downgrade")
        down = block
    }

    /**
     * Declares that the migration cannot be reverted, and why: a downgrade stops before it touches
     * anything.
     */
    public fun irreversible(why: String) {
        header.say("irreversible")
        irreversible = Migration.Irreversible(why)
    }

    /**
     * Evaluates the blocks. May be called again; the blocks are then evaluated again.
     *
     * @param path how messages name the script
     * @throws MigrationException with every problem of the header and of both blocks
     */
    public fun toMigration(path: String): Migration = toMigration(path, ScriptFiles.beside(path))

    /** The same, with the files that the script names from elsewhere. */
    internal fun toMigration(path: String, files: ScriptFiles): Migration {
        val place = ScriptPlace(javaClass.name, path, files)
        val evaluation = Evaluation(place)
        evaluation.problems += header.problems(place)
        header.evaluating(evaluation) {
            val operations = evaluation.run(up)
            val written = down?.let { Migration.Written(evaluation.run(it)) }
            evaluation.result =
                Migration(
                    header.revision(path),
                    MigrationOptions(
                        transactional,
                        header.limits(),
                        header.online(),
                        header.environments(),
                    ),
                    operations,
                    written ?: irreversible ?: Migration.Derived(),
                )
        }
        return evaluation.finish()
    }
}

/** One evaluation of a script's blocks. */
internal class Evaluation(val place: ScriptPlace) {
    val problems = mutableListOf<Problem>()
    var result: Migration? = null
    private var cause: Throwable? = null

    fun run(block: OperationScope.() -> Unit): List<ScriptOperation> {
        val recorder = Recorder(place)
        attempt({ fail(it, recorder) }) { OperationScope(recorder).block() }
        problems += recorder.problems
        return recorder.operations
    }

    private fun fail(failure: Throwable, recorder: Recorder) {
        cause = cause ?: failure
        recorder.problems += place.problems(failure)
    }

    /** In file order, so that a user fixes them from the top. */
    fun finish(): Migration {
        val migration = result
        if (problems.isEmpty() && migration != null) return migration
        throw MigrationException(problems.sortedBy { it.location()?.line() ?: 0 }, cause)
    }
}
