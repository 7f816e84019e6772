package io.kmigrate.cli.command

import io.kmigrate.cli.message.ModelMessages
import io.kmigrate.cli.output.ChangeShape
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.Rename
import io.kmigrate.diff.RenameCandidate
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName

/** From a comparison to changes that the user has decided on. */
internal class Autogenerate(
    private val session: Session,
    private val options: AutogenerateOptions,
) {
    private val questions = Questions(session.output, session.surroundings)

    /** The changes to write; null when the user at the terminal decided against them. */
    fun decided(): Comparison? {
        val comparison = compared()
        ComparisonOutput.warnNotCompared(
            session,
            comparison,
            if (options.fromDatabase) ModelMessages::notWritten else ModelMessages::notCompared,
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
            else -> throw undecided(comparison.candidates()).exception()
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
            questions.tell(ModelMessages.newTable(candidate.target(), old))
            return questions.yes(ModelMessages.isTableRenamed(old, candidate.target()))
        }
        val table = candidate.table()
        val renamed =
            comparison.options().renames().firstOrNull {
                it.table() == table && it.column() == null
            }
        val now = renamed?.let { TableName(it.newSchema(), it.newName()) } ?: table
        val new = "$now.${candidate.to()}${type(comparison.wanted(), now, candidate.to())}"
        val typed = old + type(comparison.before(), table, column)
        questions.tell(ModelMessages.newColumn(new, typed))
        return questions.yes(ModelMessages.isColumnRenamed(old, candidate.to()))
    }

    private fun type(schema: Snapshot, table: TableName, column: String): String =
        schema.table(table).flatMap { it.column(column) }.map { " (${it.type()})" }.orElse("")

    private fun undecided(candidates: List<RenameCandidate>) =
        ModelMessages.undecided(
            candidates.map {
                ModelMessages.PossibleRename(ComparisonOutput.old(it), it.target(), it.score())
            },
            ComparisonOutput.option(candidates.maxBy { it.score() }),
        )

    private fun isAllowed(comparison: Comparison): Boolean {
        val dangers =
            comparison
                .changes()
                .filter { it.danger() != null }
                .map { "${ChangeShape.of(it).line()}: ${it.danger()}" }
        if (dangers.isEmpty() || options.allowDestructive) {
            return true
        }
        if (questions.canAsk) {
            questions.tell(ModelMessages.destructiveIntroduction(dangers))
            return questions.yes(ModelMessages.isWanted()).also {
                if (!it) questions.tell(ModelMessages.refused())
            }
        }
        throw ModelMessages.destructive(dangers).exception()
    }
}
