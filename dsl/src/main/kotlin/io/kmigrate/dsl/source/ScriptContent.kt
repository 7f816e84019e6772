package io.kmigrate.dsl.source

import io.kmigrate.compare.Change
import io.kmigrate.compare.Comparison
import io.kmigrate.expand.ExpandedRevision
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.StoredProgram
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * What a script to be written does.
 *
 * @property before the schema it is run on
 * @property up the changes, each with what its reader is warned of
 * @property down their reverse
 * @property lasting those that nothing reverts
 * @property leftOut what a database has and the script does not make, in words
 * @property assertion why lint need not object to the changes; null where it is asked
 */
@API(status = INTERNAL, since = "0.1")
public class ScriptContent
private constructor(
    internal val before: Snapshot,
    internal val up: List<Change>,
    internal val down: List<Operation>,
    internal val lasting: List<Operation>,
    internal val leftOut: List<String>,
    internal val assertion: String? = null,
) {
    public companion object {
        /**
         * The changes from one schema to another, and their reverse.
         *
         * @param leftOut what a database has and the script does not make, in words: its reader is
         *   told
         */
        @JvmStatic
        @JvmOverloads
        public fun of(
            comparison: Comparison,
            leftOut: List<String> = emptyList(),
        ): ScriptContent {
            val undo = comparison.undo()
            return ScriptContent(
                comparison.before(),
                comparison.changes().map { Change(repeatable(it.operation()), it.findings()) },
                undo.operations().map(::repeatable),
                undo.lasting(),
                leftOut,
            )
        }

        /** One of the revisions that take the place of another. */
        @JvmStatic
        public fun of(expanded: ExpandedRevision): ScriptContent =
            ScriptContent(
                expanded.before(),
                expanded.up().map { Change(repeatable(it), emptyList()) },
                expanded.down().map(::repeatable),
                emptyList(),
                emptyList(),
                expanded.assertion(),
            )

        /** As a script says it: a second time, too, and without space around its SQL. */
        private fun repeatable(operation: Operation): Operation =
            when (operation) {
                // A value of an enumeration stays when its script is reverted, and is there the
                // next time.
                is AddEnumValue ->
                    AddEnumValue(
                        operation.type(),
                        operation.value(),
                        operation.neighbour(),
                        operation.beforeNeighbour(),
                        true,
                    )
                // The script has a downgrade, which says it.
                is ExecuteSql -> operation.withoutUndo()
                is CreateProgram -> {
                    val program = operation.program()
                    val definition = program.definition().trimIndent().trim()
                    CreateProgram(
                        StoredProgram(program.id(), definition),
                        operation.orReplace(),
                    )
                }
                else -> operation
            }
    }
}
