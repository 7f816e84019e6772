package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.failure.Problem
import io.kmigrate.operation.Operation
import io.kmigrate.revision.ScriptOperation
import java.io.InputStream
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * The receiver of `upgrade { }` and `downgrade { }`. Its functions describe operations, in order;
 * nothing runs while a script is evaluated.
 */
@API(status = STABLE, since = "0.1")
public class OperationScope internal constructor(internal val record: Recorder) :
    TableOperations,
    ColumnOperations,
    IndexOperations,
    ConstraintOperations,
    SchemaOperations,
    ProgramOperations,
    DataOperations,
    BackfillOperations {
    /**
     * Operations that run although a lint rule has an error for them, and why: the [reason] stands
     * in the plan and in the history. Warnings are shown all the same. The checksum of the
     * migration does not have it.
     */
    public fun unsafe(reason: String, block: OperationScope.() -> Unit) {
        record.unsafe(reason) { block() }
    }
}

/** What the groups of operations share. */
@API(status = STABLE, since = "0.1") @MigrationDsl public sealed interface RecordingScope

/** An interface can hide nothing in itself. */
internal val RecordingScope.recorder: Recorder
    get() =
        when (this) {
            is OperationScope -> record
            is StepScope -> record
            is RewriteScope -> record
        }

/**
 * Collects what a block describes, with the script line of each call, and what is wrong with it.
 */
internal class Recorder(private val place: ScriptPlace) {
    val operations = mutableListOf<ScriptOperation>()
    val problems = mutableListOf<Problem>()
    private var reason: String? = null

    fun record(describe: () -> Operation) = recordAll { listOf(describe()) }

    /** What opens a file that the script names, found from its folder. */
    fun stream(name: String): () -> InputStream = place.stream(name)

    /** What [block] describes, without its being recorded to run. */
    fun described(block: OperationScope.() -> Unit): List<Operation> {
        val aside = Recorder(place)
        OperationScope(aside).block()
        problems += aside.problems
        return aside.operations.map { it.operation() }
    }

    /** A call that fails is noted and the block continues, so that one run shows every problem. */
    fun recordAll(describe: () -> List<Operation>) {
        val call = place.here()
        attempt({ problems += place.problems(it, call) }) {
            operations += describe().map { ScriptOperation(it, call, reason) }
        }
    }

    /** What [block] records is called unsafe; inside of another, both reasons count. */
    fun unsafe(given: String, block: () -> Unit) {
        val call = place.here()
        attempt({ problems += place.problems(it, call) }) {
            require(given.isNotBlank()) { OperationMessages.noReason() }
        }
        val outer = reason
        reason = listOfNotNull(outer, given.trim()).joinToString("; ")
        try {
            block()
        } finally {
            reason = outer
        }
    }
}

/** Runs [work]; what it throws goes to [failed], but for what no script can be blamed for. */
internal fun attempt(failed: (Throwable) -> Unit, work: () -> Unit) {
    try {
        work()
    } catch (failure: Throwable) {
        if (!isOfScript(failure)) throw failure
        failed(failure)
    }
}

/**
 * Whether a script may have brought it about: it may use up stack and memory, but break no Java.
 */
internal fun isOfScript(failure: Throwable): Boolean =
    failure !is InternalError && failure !is UnknownError
