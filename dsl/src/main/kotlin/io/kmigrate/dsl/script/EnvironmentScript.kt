package io.kmigrate.dsl.script

import io.kmigrate.diff.OperationRewriter
import io.kmigrate.dsl.builder.FilterScope
import io.kmigrate.dsl.builder.NamingScope
import io.kmigrate.dsl.builder.PatternFilter
import io.kmigrate.dsl.builder.Recorder
import io.kmigrate.dsl.builder.RewriteScope
import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.dsl.builder.StepScope
import io.kmigrate.dsl.builder.attempt
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.execution.AppliedStep
import io.kmigrate.execution.StepHook
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.operation.NamingConvention
import io.kmigrate.operation.Operation
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.source.Environment
import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.defaultImports
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL
import org.apiguardian.api.API.Status.STABLE

/**
 * The base class of `env.kts`, which stands beside `migrate.toml` and says what no setting can. Its
 * blocks describe, as those of migrations do.
 *
 * @property parameters what `-x key=value` gave
 */
@KotlinScript(
    displayName = "Kmigrate environment",
    // The extension of a file that is called env.kts is kts.
    fileExtension = "kts",
    filePathPattern = "(.*[/\\\\])?([^/\\\\]*\\.)?env\\.kts",
    compilationConfiguration = EnvironmentScriptConfiguration::class,
)
@API(status = STABLE, since = "0.1")
public abstract class EnvironmentScript(public val parameters: Map<String, String>) {
    private val included = FilterScope()
    private val excluded = FilterScope()
    private var names = NamingConvention.none()
    private val before = mutableListOf<StepScope.(AppliedStep) -> Unit>()
    private val after = mutableListOf<StepScope.(AppliedStep) -> Unit>()
    private val rewriters = mutableListOf<Rewriter>()
    private var isRead = false

    private class Rewriter(
        val type: Class<out Operation>,
        val block: RewriteScope.(Operation) -> Unit,
    )

    /**
     * What is compared, of the kinds that the block names: `include { schema("default", "billing");
     * table("app_*") }`. The rest is neither made, changed nor dropped.
     */
    public fun include(block: FilterScope.() -> Unit) {
        say("include")
        included.block()
    }

    /**
     * What is not compared: `exclude { table("tmp_*"); kind(SEQUENCE) }`. Comes after `include`.
     */
    public fun exclude(block: FilterScope.() -> Unit) {
        say("exclude")
        excluded.block()
    }

    /**
     * How generated scripts call what the model gives no name: `naming { unique =
     * "uq_{table}_{columns}" }`. What migrations say themselves is not changed by it.
     */
    public fun naming(block: NamingScope.() -> Unit) {
        say("naming")
        names = NamingScope().apply(block).convention().or(names)
    }

    /**
     * What is added to every step before its own operations: for upgrades, downgrades, stamps and
     * `resolve`, also in SQL text. A failure stops the step, and is rolled back with it.
     */
    public fun beforeStep(block: StepScope.(step: AppliedStep) -> Unit) {
        say("beforeStep")
        before += block
    }

    /** What is added to every step once its version rows are written. */
    public fun afterStep(block: StepScope.(step: AppliedStep) -> Unit) {
        say("afterStep")
        after += block
    }

    /**
     * What takes the place of each operation of type [T] that a comparison found:
     * `rewrite<DropTable> { }` leaves it out, `keep(it)` keeps it. Several are asked in turn.
     */
    public inline fun <reified T : Operation> rewrite(
        noinline block: RewriteScope.(operation: T) -> Unit
    ) {
        rewrite(T::class.java, block)
    }

    /** As the other form. */
    public fun <T : Operation> rewrite(type: Class<T>, block: RewriteScope.(operation: T) -> Unit) {
        say("rewrite")
        rewriters += Rewriter(type) { block(type.cast(it)) }
    }

    private fun say(word: String) {
        require(!isRead) { OperationMessages.misplaced(word) }
    }

    /**
     * What the script describes.
     *
     * @param path how messages name the script
     */
    public fun toEnvironment(path: String): Environment {
        isRead = true
        val place = ScriptPlace(javaClass.name, path)
        val rewriter =
            rewriters.fold(OperationRewriter.none()) { former, next ->
                former.then(OperationRewriter { rewritten(next, it, place) })
            }
        return Environment(PatternFilter(included, excluded), names, rewriter, hook(place))
    }

    private fun rewritten(rewriter: Rewriter, found: Operation, place: ScriptPlace) =
        if (!rewriter.type.isInstance(found)) listOf(found)
        else described(place) { rewriter.block(RewriteScope(it), found) }.map { it.operation() }

    private fun hook(place: ScriptPlace) =
        object : StepHook {
            override fun before(step: AppliedStep) = steps(before, step, place)

            override fun after(step: AppliedStep) = steps(after, step, place)
        }

    private fun steps(
        blocks: List<StepScope.(AppliedStep) -> Unit>,
        step: AppliedStep,
        place: ScriptPlace,
    ): List<ScriptOperation> = blocks.flatMap { block ->
        described(place) { StepScope(it).block(step) }
    }

    /** `error("…")` is how a block refuses. */
    private fun said(problem: Problem, failure: Throwable): Problem {
        val why = (failure as? IllegalStateException)?.message ?: return problem
        return ScriptMessages.refused(why, problem.location())
    }

    private fun described(place: ScriptPlace, block: (Recorder) -> Unit): List<ScriptOperation> {
        val recorder = Recorder(place)
        var cause: Throwable? = null
        attempt({
            cause = it
            recorder.problems += place.problems(it).map { problem -> said(problem, it) }
        }) {
            block(recorder)
        }
        if (recorder.problems.isNotEmpty()) {
            throw MigrationException(recorder.problems, cause)
        }
        return recorder.operations
    }
}

/**
 * Ours come by their names. Exposed's have no star import here, as `Table` would mean two things.
 */
@API(status = INTERNAL, since = "0.1")
public object EnvironmentScriptConfiguration :
    ScriptCompilationConfiguration(
        MigrationScriptConfiguration,
        body = {
            defaultImports.put(
                listOf(
                    "io.kmigrate.dsl.builder.ComparedObject",
                    "io.kmigrate.dsl.builder.ObjectKind.*",
                    "io.kmigrate.execution.StepKind",
                    "io.kmigrate.execution.StepKind.*",
                    "io.kmigrate.operation.*",
                    "io.kmigrate.schema.*",
                    "org.jetbrains.exposed.v1.jdbc.*",
                )
            )
        },
    ) {
    private fun readResolve(): Any = EnvironmentScriptConfiguration
}
