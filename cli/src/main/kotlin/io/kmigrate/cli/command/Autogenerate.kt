package io.kmigrate.cli.command

import io.kmigrate.cli.output.ChangeShape
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.Rename
import io.kmigrate.diff.RenameCandidate
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName

/** A comparison needs decisions, and there is nobody to make them. */
internal class UndecidedException(problem: Problem) : MigrationException(problem)

/** From a comparison to changes that somebody stands by. */
internal class Autogenerate(
    private val session: Session,
    private val options: AutogenerateOptions,
) {
    private val questions = Questions(session)

    /** The changes to write; null when somebody at the terminal decided against them. */
    fun decided(): Comparison? {
        val comparison = compared()
        ComparisonOutput.warnNotCompared(
            session,
            comparison,
            if (options.fromDatabase) "not written" else "not compared",
        )
        return comparison.takeIf(::isAllowed)
    }

    private fun compared(): Comparison =
        if (options.fromDatabase) session.migrator.baseline(ObjectFilter.all())
        else renamed(options.target.compare(session))

    private fun renamed(found: Comparison): Comparison {
        val given = options.renames
        val comparison = if (given.isEmpty()) found else found.withRenames(given)
        return when {
            options.noRenames || comparison.candidates().isEmpty() -> comparison
            questions.canAsk -> asked(comparison, given)
            else -> throw undecided(comparison.candidates())
        }
    }

    /** The likeliest first; each answer may settle others. */
    private fun asked(start: Comparison, given: List<Rename>): Comparison {
        var comparison = start
        val renames = given.toMutableList()
        val refused = HashSet<Rename>()
        while (true) {
            val next =
                comparison
                    .candidates()
                    .filter { it.decided() !in refused }
                    .maxByOrNull { it.score() } ?: return comparison
            if (isRename(comparison, next)) {
                renames += next.decided()
                comparison = comparison.withRenames(renames)
            } else {
                refused += next.decided()
            }
        }
    }

    private fun isRename(comparison: Comparison, candidate: RenameCandidate): Boolean {
        val old = ComparisonOutput.old(candidate)
        val column = candidate.from()
        if (column == null) {
            questions.tell("The model has a new table ${candidate.to()}, and $old no more.")
            return questions.yes("Was $old renamed to ${candidate.to()}, so that its rows stay?")
        }
        val table = candidate.table()
        val renamed =
            comparison.options().renames().firstOrNull {
                it.table() == table && it.column() == null
            }
        val now = renamed?.let { table.withName(it.newName()) } ?: table
        val new = "$now.${candidate.to()}${type(comparison.wanted(), now, candidate.to())}"
        questions.tell(
            "The model has a new column $new, and $old${type(comparison.before(), table, column)} no more."
        )
        return questions.yes("Was $old renamed to ${candidate.to()}, so that its values stay?")
    }

    private fun type(schema: Snapshot, table: TableName, column: String): String =
        schema.table(table).flatMap { it.column(column) }.map { " (${it.type()})" }.orElse("")

    private fun undecided(candidates: List<RenameCandidate>) =
        UndecidedException(
            Problem.of(
                "possible-rename",
                "renamed, or dropped and added? Data is kept only by a rename:" +
                    candidates.joinToString("") {
                        "\n  ${ComparisonOutput.old(it)} → ${it.to()} (likeness %.2f)"
                            .format(java.util.Locale.ROOT, it.score())
                    },
                "say which with --rename ${ComparisonOutput.option(candidates.maxBy { it.score() })}, " +
                    "or --no-renames for none",
            )
        )

    private fun isAllowed(comparison: Comparison): Boolean {
        val dangers =
            comparison
                .changes()
                .filter { it.danger() != null }
                .map { "\n  ${ChangeShape.of(it).line()}: ${it.danger()}" }
        if (dangers.isEmpty() || options.allowDestructive) {
            return true
        }
        val list = dangers.joinToString("")
        if (questions.canAsk) {
            questions.tell("This may lose data, or fail on rows that are there:$list")
            return questions.yes("Write it?").also {
                if (!it) questions.tell("Nothing was written.")
            }
        }
        throw UndecidedException(
            Problem.of(
                "destructive-change",
                "this may lose data, or fail on rows that are there:$list",
                "look at each, then add --allow-destructive",
            )
        )
    }
}
