package io.kmigrate.diff

import io.kmigrate.compare.DatabaseComparer
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.RandomOperations
import io.kmigrate.dialect.SchemaComparison
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.run
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.seed
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.sql.Connection
import kotlin.random.Random

/**
 * Random models, made and changed on real databases. `-Ddiff.count` says how many, `-Ddiff.seed`
 * which comes first, `-Ddiff.database=MARIADB` where alone.
 */
class DiffPropertiesTest :
    FunSpec({
        val count = Integer.getInteger("diff.count", 6)
        val first = seed("diff.seed")

        val only = System.getProperty("diff.database")

        TestDatabase.entries
            .filter { only == null || it.name == only }
            .forEach { database ->
                test(
                    "$database: $count models: no difference after creation, change and change back"
                ) {
                    val failures = mutableListOf<Throwable>()
                    val done =
                        (first until first + count).count { seed ->
                            val empty = database.fresh()
                            try {
                                withClue("-Ddiff.seed=$seed") {
                                    empty.connection.use {
                                        RandomModel(it, database, seed).live()
                                    }
                                }
                            } catch (failure: AssertionError) {
                                println("$database: ${failure.message}: ${failure.cause}")
                                failures += failure
                                false
                            }
                        }
                    println(
                        "$database: $done of $count random models were changed and changed back"
                    )
                    failures.firstOrNull()?.let { first ->
                        throw AssertionError(
                            "${failures.size} of $count fail; the first: ${first.message}",
                            first,
                        )
                    }
                    done shouldBeGreaterThan count / 2 - 1
                }
            }
    })

class DiffReplayTest :
    FunSpec({
        val count = Integer.getInteger("diff.count", 300)
        val first = seed("diff.seed")

        test(
            "$count random pairs of schemas: the difference, applied to the first, gives the second"
        ) {
            (first until first + count).forEach { seed ->
                val operations = RandomOperations(Random(seed))
                val start = changed(operations, Snapshot.empty())
                val wanted = changed(operations, start)
                withClue("-Ddiff.seed=$seed") {
                    val found = SchemaDiff.between(start, wanted, DiffOptions.standard())
                    val end = found.operations().fold(start) { schema, it -> it.apply(schema) }
                    val rest = SchemaDiff.between(end, wanted, DiffOptions.standard())
                    rest.operations().shouldBeEmpty()
                    end.tables().map { it.name() } shouldBe wanted.tables().map { it.name() }
                }
            }
        }
    })

/** [schema] after a few random operations; never empty. */
private fun changed(operations: RandomOperations, schema: Snapshot): Snapshot {
    val result = (1..STEPS).fold(schema) { before, _ -> operations.next(before).apply(before) }
    return if (result.tables().isEmpty()) operations.next(result).apply(result) else result
}

private const val STEPS = 12

/** One random model on one empty database. */
private class RandomModel(
    private val connection: Connection,
    database: TestDatabase,
    private val seed: Long,
) {
    private val dialect: Dialect = Dialects.forConnection(connection)
    private val operations = RandomOperations(Random(seed))
    private val models = RandomModels(Random(seed), database)
    private val warnings = mutableListOf<String>()
    private val diff = DatabaseComparer(dialect, connection) { warnings += it }

    /** Every other one is what random operations make of nothing. */
    private val isModel
        get() = seed % 2 == 0L

    /** False where the database cannot have the model or its change. */
    fun live(): Boolean {
        val model = if (isModel) models.model() else changed(operations, Snapshot.empty())
        val made = carriedOut(model) ?: return false
        val wanted = if (isModel) models.changed(model) else changed(operations, model)
        val start = diff.live(wanted)
        val forward = carriedOut(wanted) ?: return false
        warnings.shouldBeEmpty()
        check(made.isNotEmpty())
        val replayed = forward.runningFold(start) { schema, operation -> operation.apply(schema) }
        back(forward, replayed, start)
        return true
    }

    /** Null where the database refuses one of the operations. */
    private fun carriedOut(wanted: Snapshot): List<Operation>? {
        val found = diff.to(wanted, listOf(), ObjectFilter.all()).operations()
        if (!ran(found)) return null
        withClue("after ${story(found)}") {
            diff.to(wanted, listOf(), ObjectFilter.all()).operations().shouldBeEmpty()
        }
        return found
    }

    private fun ran(found: List<Operation>): Boolean {
        found.forEach { operation ->
            try {
                connection.run(dialect, operation)
            } catch (refused: UnsupportedOperationByDialectException) {
                println("${dialect.name()}: ${refused.message}")
                return false
            } catch (failure: Exception) {
                throw AssertionError("fails at $operation of ${story(found)}", failure)
            }
        }
        return true
    }

    private fun back(forward: List<Operation>, replayed: List<Snapshot>, start: Snapshot) {
        // What was put in beside an enumeration's values stays.
        val inverses =
            forward.zip(replayed) { operation, before ->
                operation.inverse(before).orElse(null) ?: return
            }
        if (ran(inverses.reversed())) {
            val now = diff.live(start)
            withClue("after ${story(forward)} and back by ${story(inverses.reversed())}") {
                val comparison = SchemaComparison(dialect, ordered = false)
                if (comparison.differences(start, now).isNotEmpty()) {
                    // In the same words, where the database has others for what was made from its
                    // own.
                    comparison.differences(start, diff.normalized(now, start)).shouldBeEmpty()
                }
            }
        }
    }

    private fun story(operations: List<Operation>) =
        operations.joinToString("\n", "\n") { "${OperationDescription.of(it)}" }
}
