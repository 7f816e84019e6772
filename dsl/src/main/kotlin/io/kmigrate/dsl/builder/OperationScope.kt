package io.kmigrate.dsl.builder

import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.failure.Problem
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateExclusionConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Guard
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

    /**
     * Operations for some kinds of databases alone, by their names: `on("postgresql") { … }`,
     * `on("mysql", "mariadb") { … }`. On others they are no part of the migration. The checksum has
     * all of them, so that it is the same everywhere.
     */
    public fun on(vararg databases: String, block: OperationScope.() -> Unit) {
        record.on(databases.asList()) { block() }
    }

    /**
     * Operations that run where a query gives one value: `onlyIf("select count(*) from roles",
     * equals = 0) { … }`. The database is asked when it is their turn, once for the block. The
     * history names what was left out, and a run that was stopped goes on as it was decided.
     *
     * [equals] is a number, a truth value, a text or null. There is no derived inverse.
     */
    public fun onlyIf(query: String, equals: Any?, block: OperationScope.() -> Unit) {
        record.guarded({
            Guard(it, given(query, "the query of onlyIf").trimIndent().trim(), equals)
        }) {
            block()
        }
    }

    /**
     * Operations that make something, each of which runs where that is missing: `onlyIfMissing {
     * createTable("roles") { … } }`. The database is asked about each when it is its turn. What is
     * there stays as it is, and counts as what the script says.
     */
    public fun onlyIfMissing(block: OperationScope.() -> Unit) {
        record.guarded(Guard::missing) { block() }
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
    private var databases: Set<String> = emptySet()
    private var guard: Guard? = null
    private var blocks = 0

    fun record(describe: () -> Operation) = recordAll { listOf(describe()) }

    /** What opens a file that the script names, found from its folder. */
    fun stream(name: String): () -> InputStream = place.stream(name)

    /** What [block] describes, without its being recorded to run. */
    fun described(block: OperationScope.() -> Unit): List<Operation> {
        val aside = Recorder(place)
        OperationScope(aside).block()
        problems += aside.problems
        val call = place.here()
        attempt({ problems += place.problems(it, call) }) {
            require(aside.operations.all { it.databases().isEmpty() && it.guard() == null }) {
                OperationMessages.onInChanges()
            }
        }
        return aside.operations.map { it.operation() }
    }

    /** A call that fails is noted and the block continues, so that one run shows every problem. */
    fun recordAll(describe: () -> List<Operation>) {
        val call = place.here()
        attempt({ problems += place.problems(it, call) }) {
            operations +=
                describe().map {
                    requireGuardable(it)
                    ScriptOperation(it, call, reason, databases, guard)
                }
        }
    }

    /** What [block] records runs on these databases; inside of another, on those that both name. */
    fun on(given: List<String>, block: () -> Unit) {
        val call = place.here()
        val outer = databases
        attempt({ problems += place.problems(it, call) }) {
            val inner = known(given)
            databases = if (outer.isEmpty()) inner else outer intersect inner
            require(databases.isNotEmpty()) { OperationMessages.onExcluded(given, outer) }
        }
        try {
            block()
        } finally {
            databases = outer
        }
    }

    /** What [block] records runs as the database answers. */
    fun guarded(describe: (Int) -> Guard, block: () -> Unit) {
        val call = place.here()
        val outer = guard
        attempt({ problems += place.problems(it, call) }) {
            val inner = describe(++blocks)
            require(outer == null) { OperationMessages.guardInGuard(inner.word(), outer!!.word()) }
            require(isComparable(inner.expected())) { OperationMessages.unwritableExpectation() }
            guard = inner
        }
        try {
            block()
        } finally {
            guard = outer
        }
    }

    private fun isComparable(value: Any?): Boolean =
        value == null || value is Number || value is Boolean || value is String

    private fun requireGuardable(operation: Operation) {
        val known = guard ?: return
        val isBackfill = operation.inBatches().isPresent || operation.requiredBackfill().isPresent
        require(!isBackfill) { OperationMessages.backfillInGuard(known.word()) }
        require(known.query() != null || isMaking(operation)) {
            OperationMessages.notMaking(OperationDescription.of(operation).op())
        }
    }

    private fun known(given: List<String>): Set<String> {
        require(given.isNotEmpty()) { OperationMessages.noDatabases() }
        val known = Dialects.all().map { it.name() }
        given
            .firstOrNull { it !in known }
            ?.let { throw IllegalArgumentException(OperationMessages.unknownDatabase(it, known)) }
        return given.toSet()
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

/** Whether it can be told from the database that what the operation makes is missing. */
private fun isMaking(operation: Operation): Boolean =
    when (operation) {
        is CreateTable,
        is AddColumn,
        is CreateIndex,
        is CreatePrimaryKey,
        is CreateUniqueConstraint,
        is CreateCheckConstraint,
        is CreateForeignKey,
        is CreateExclusionConstraint,
        is CreateNotNullConstraint,
        is CreateSequence,
        is CreateEnum,
        is AddEnumValue -> true
        is CreateView -> !operation.orReplace()
        is CreateProgram -> !operation.orReplace()
        else -> false
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
