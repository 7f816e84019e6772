package io.kmigrate.cli.message

import io.kmigrate.execution.OnlineChoice
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem

/** Sentences about runs on a database: progress, results, interruptions. */
internal object RunMessages {
    /** Of a revision that another environment runs. */
    fun otherEnvironment(environments: List<String>): String =
        "left out: only in ${environments.joinToString()}"

    /** @param guard what the database was asked */
    fun leftOut(revision: String, operation: String, guard: String): String =
        "$revision: left out $operation ($guard)"

    fun waiting(holder: String?): String =
        "waiting for another migrator to finish" + if (holder == null) " …" else ": $holder …"

    fun blocked(revision: String, statement: String, blockers: List<String>): String =
        "revision $revision waits: $statement\n" + blockers.joinToString("\n") { "  for $it" }

    fun retried(revision: String, pause: String, reason: String): String =
        "work of revision $revision was rolled back because of others' locks; it runs again in $pause ($reason)"

    fun fileRead(file: String, read: Long, all: Long): String =
        "    $file: ${read * PERCENT / maxOf(all, 1)} % read"

    /** A warning. */
    fun secretHidden(): String =
        "*** stands for a secret in this text, which cannot run so: let the script read it where it runs"

    fun nothingToDo(): String = "Nothing to do."

    fun nothingToDo(place: String): String = "Nothing to do: the database is at $place."

    /** The drawing has more lines side by side than a person can follow. */
    fun lanesLeftOut(count: Int): String =
        "the drawing leaves out $count of its lines; `history -v` names all parents, and " +
            "`history --graph -r A:B` draws a part"

    /** @param revisions the version rows that stand for what the other tool had applied */
    fun takenOver(tool: String, revisions: List<String>): String =
        "Took over the database of $tool, which is at " +
            revisions.joinToString(", ").ifEmpty { "base" } +
            "."

    fun done(place: String): String = "Done: the database is at $place."

    fun nothingToTry(place: String): String = "Nothing to do: the database is still at $place."

    fun dryRunDone(place: String): String = "Dry run, rolled back: the database is still at $place."

    fun stamped(place: String): String = "Stamped: the database is at $place."

    fun isAt(place: String): String = "The database is at $place."

    fun versionTablesExist(): String = "The version and history tables exist."

    fun nothingApplied(): String = "No revision is applied."

    fun pending(count: Int, target: String): String =
        "${revisions(count)} pending: run `migrate upgrade$target`."

    /** Of a database with a revision that stopped, of which another line says what to do. */
    fun pendingBehindStopped(count: Int): String =
        "${revisions(count)} pending. Finish what stopped first."

    private fun revisions(count: Int): String =
        "$count ${if (count == 1) "revision is" else "revisions are"}"

    /** Where no database tells which head is applied. */
    fun severalHeads(count: Int): String =
        joinedHeads(count) + "or make one the parent of the other."

    /**
     * @param first the lowest revision of a branch that is not applied
     * @param onto the applied head that becomes its parent
     */
    fun severalHeads(count: Int, first: String, onto: String, file: String): String =
        joinedHeads(count) +
            "or move $first onto $onto, which is applied: write `downRevision = \"$onto\"` in $file."

    private fun joinedHeads(count: Int): String =
        "There are $count heads: join them with `migrate merge heads -m \"…\"`, "

    fun missing(count: Int): String =
        "$count, beneath applied revisions: apply with `migrate upgrade --include-late`"

    fun moved(count: Int): String = "$count, onto other parents: accept with `migrate repair`"

    fun appliedOn(parents: List<String>): String =
        if (parents.isEmpty()) "applied without a parent"
        else "applied on ${parents.joinToString(", ")}"

    fun databaseNotAsked(reason: String): String =
        "The database was not asked whether applied scripts changed: $reason"

    /** A reason why it was not asked. */
    fun noAnswer(seconds: Long): String = "it gave no answer within $seconds seconds"

    fun edited(revisions: String): String =
        "$revisions: `migrate upgrade` shows the differences, and `migrate repair` accepts them"

    /** Tables of a database, beside scripts that were imported. */
    fun importedDatabase(tool: String): String =
        "The scripts come from $tool. If it has migrated this database, take it over with `migrate adopt`."

    fun existingDatabase(tables: Int, hasScripts: Boolean): String =
        (if (tables == 1) "1 table of this database is"
        else "$tables tables of this database are") +
            " not from a revision. " +
            if (hasScripts)
                "If the scripts create what is there, run `migrate stamp` with the revision that the database is at."
            else
                "Begin with a baseline: `migrate revision --autogenerate --from-database -m baseline --stamp`."

    /** @param advice how to continue */
    fun stopped(advice: String): String = "partway: $advice"

    fun operationsDone(done: Int, all: Int, isInFlight: Boolean): String =
        "$done of $all operations done" + if (isInFlight) ", one interrupted" else ""

    /** Of a part of a revision, in a plan. */
    fun committedInParts(): String = "committed in parts"

    /** Below an operation: why it runs so. */
    fun inParts(reason: String): String = "in parts, others can work: $reason"

    fun chosen(operation: String, choice: OnlineChoice): String =
        "$operation runs " +
            if (choice.inParts()) inParts(choice.reason()) else plainForm(choice.reason())

    fun plainForm(reason: String): String = "by its plain statement: $reason"

    fun committedAtOnce(): String = "committed at once"

    fun outsideTransaction(): String = "outside a transaction"

    /** @param notes of the parts that it is about */
    fun staysDone(notes: List<String>): String =
        "A part that is marked \"${notes.joinToString("\" or \"")}\" stays done if a later part fails. " +
            "The next run continues behind it."

    /** @param reason why a statement is not known yet */
    fun knownLater(reason: String): String = "known only when it runs: $reason"

    fun nothingRun(): String = "Nothing was run."

    fun repaired(revision: String): String = "Accepted the current script of $revision"

    fun nothingToRepair(): String = "Nothing to do: no applied script was edited or moved."

    /** @param database null when the limits of none were checked */
    fun valid(revisions: Int, database: String?): String =
        (if (revisions == 1) "1 revision is valid" else "$revisions revisions are valid") +
            if (database == null) "." else " for $database."

    /** With --verbose. */
    fun database(url: String): String = "database $url"

    /** @param failed each with its error code */
    fun databasesFailed(
        done: Int,
        all: Int,
        failed: List<Pair<String, String>>,
        untried: List<String>,
    ): String =
        "$done of $all databases done; failed: " +
            failed.joinToString(", ") { (name, code) -> "$name ($code)" } +
            if (untried.isEmpty()) "" else "; not tried: " + untried.joinToString(", ")

    fun interrupted(state: String): String = "interrupted: $state"

    fun noRevisionRan(): String = "no revision was running"

    /** @param state what the database has of it */
    fun stoppedInside(revision: String, state: String): String =
        "revision $revision stopped\n  state  $state"

    fun stoppedAt(revision: String): String =
        "the run stopped at revision $revision; `migrate status` shows what is applied"

    fun databaseSilent(revision: String): String =
        "the database did not answer; `migrate status` shows later what it did with revision $revision"

    /** @param place the line of the script; null where it is not known */
    fun codeRuns(revision: String, place: Location?): String =
        "the code of revision $revision did not stop" +
            place?.let { ", at $it" }.orEmpty() +
            "; `migrate status` shows what is applied"

    fun outputLost(reason: String): Problem =
        Problem.of(
            ErrorCode.OUTPUT_LOST,
            "standard output cannot be written: $reason. The command has run to its end, but what it " +
                "printed is not complete",
            "make room, or send the output elsewhere, and do not use what was written",
        )

    /** @param place the line of the script; null where it is not known */
    fun exitCalled(place: Location?): Problem =
        Problem(
            ErrorCode.SCRIPT_FAILED,
            "a script ended the process: it called System.exit",
            place,
            "throw an exception in its place; the database rolls back what was not committed",
        )

    fun bug(exception: String, reason: String?): Problem =
        Problem.of(
            ErrorCode.INTERNAL,
            "this is a bug in Kmigrate: $exception" + reason?.let { ": $it" }.orEmpty(),
            "report it to the project, with the trace below and the command you ran",
        )

    private const val PERCENT = 100
}
