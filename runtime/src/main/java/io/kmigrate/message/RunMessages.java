package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/** Runs that are refused before they touch anything. */
@API(status = INTERNAL, since = "0.1")
public final class RunMessages {
    private static final String INSTEAD =
            "say what the SQL text does instead: data(\"…\", offline = skip) or offline = sql(\"…\")";

    private static final Fix PREVIEW = new Fix(
            "to see every statement of the run, use `--plan -v` instead of `--sql`",
            "to see every statement of the run, call preview(planUpgrade(…))");

    private RunMessages() {}

    /**
     * A script does something else than what was applied.
     *
     * @param differences operations that went and came, such as {@code - dropTable a}
     */
    public static Problem editedScript(String label, String id, List<String> differences) {
        String message = "revision %s was edited after it had been applied".formatted(label);
        return Problem.of(
                ErrorCode.EDITED_SCRIPT,
                differences.isEmpty() ? message : message + "\n" + String.join("\n", differences),
                new Fix(
                        editedFix("`migrate repair %s`".formatted(id)),
                        editedFix("repair(reason, \"%s\")".formatted(id))));
    }

    /** {@code reason}: why the scripts cannot be compared. */
    public static String editsUnknown(String reason) {
        return "a script was edited, and it cannot be compared with what was applied: " + reason;
    }

    private static String editedFix(String repair) {
        return "restore the script and write a new revision for the change, or accept the script as it is with "
                + repair;
    }

    public static Problem unfinishedUpgrade(String label, Progress progress, Fix fix) {
        return unfinished(label, "upgrade", progress, fix);
    }

    public static Problem unfinishedDowngrade(String label, Progress progress, Fix fix) {
        return unfinished(label, "downgrade", progress, fix);
    }

    /**
     * How far an earlier run came.
     *
     * @param inFlight whether one more operation was begun
     * @param hasScript whether there is a script
     */
    public record Progress(int done, int operations, boolean inFlight, boolean hasScript) {}

    private static Problem unfinished(String label, String direction, Progress progress, Fix fix) {
        String message = "the %s of revision %s is unfinished: %d of %s %s done%s%s"
                .formatted(
                        direction,
                        label,
                        progress.done(),
                        Words.count(progress.operations(), "operation"),
                        progress.done() == 1 ? "is" : "are",
                        progress.inFlight() ? " and one may be" : "",
                        progress.hasScript() ? "" : "; no script has the revision any more");
        return Problem.of(ErrorCode.UNFINISHED_REVISION, message, fix);
    }

    /** {@code operations}: those that were begun, a line for each. */
    public static Problem unfinishedEdited(String label, String id, int begun, String operations) {
        return Problem.of(
                ErrorCode.UNFINISHED_EDITED,
                "revision %s is unfinished, and its script was edited since: its first %s%s"
                        .formatted(
                                label, Words.count(begun, "operation") + (begun == 1 ? " was" : " were"), operations),
                UnfinishedMessages.restoreOperations(id));
    }

    /** {@code operations}: how far the revision came, a line for each. */
    public static Problem operationInFlight(String label, int number, int count, String operations) {
        return Problem.of(
                ErrorCode.OPERATION_IN_FLIGHT,
                "an earlier run of revision %s ended during operation %d of %d; the database cannot tell whether it is done%s"
                        .formatted(label, number, count, operations),
                UnfinishedMessages.decide(number));
    }

    /** Between two operations: the next one was not begun, so that to skip it would leave it out. */
    public static Problem nothingInFlight(String label, int done) {
        return Problem.of(
                ErrorCode.NOTHING_UNFINISHED,
                "no operation of revision %s was interrupted: the run stopped after %s"
                        .formatted(label, Words.count(done, "operation")),
                new Fix("run `migrate resume` without --skip", "call resume(InFlightDecision.ASK)"));
    }

    /** {@code unfinished}: labels of those that are. */
    public static Problem nothingUnfinished(String revision, List<String> unfinished) {
        return Problem.of(
                ErrorCode.NOTHING_UNFINISHED,
                "revision %s is not unfinished%s"
                        .formatted(
                                revision,
                                unfinished.isEmpty() ? ", and no other is" : "; unfinished: " + Words.list(unfinished)),
                new Fix(
                        "after a change by hand, set what is applied with `migrate stamp`",
                        "after a change by hand, set what is applied with stamp(…)"));
    }

    /** Why a revision cannot be one transaction: an earlier run began it. */
    public static String isUnfinished() {
        return "an earlier run left it unfinished";
    }

    /** Why a revision cannot be one transaction: it says so. */
    public static String isNotTransactional() {
        return "its script says transactional = false";
    }

    /** Why a revision cannot be one transaction: some operations cannot be in one with others. */
    public static String commitsSeparately(String dialect) {
        return "it has operations that %s must commit separately".formatted(dialect);
    }

    /** Why nothing of a database can be rolled back that changes a schema. */
    public static String commitsEveryChange(String dialect) {
        return "%s commits every change of a schema".formatted(dialect);
    }

    public static Problem dryRun(String label, String reason) {
        return Problem.of(
                ErrorCode.DRY_RUN,
                "a dry run of revision %s could not be rolled back: %s".formatted(label, reason),
                new Fix(
                        "see every statement with `--plan -v`; or try it on a copy of the database",
                        "see every statement with preview(planUpgrade(…)); or try it on a copy of the database"));
    }

    public static Problem runTransaction(String label, String reason) {
        return Problem.of(
                ErrorCode.RUN_TRANSACTION,
                "the run cannot be one transaction with revision %s: %s".formatted(label, reason),
                new Fix(
                        "set transaction = \"revision\", or upgrade in several runs around this revision",
                        "set transaction(TransactionMode.REVISION), or upgrade in several runs around this revision"));
    }

    public static Problem enclosed(String label, String reason) {
        return Problem.of(
                ErrorCode.ENCLOSED,
                "revision %s cannot run inside a transaction of the application: %s".formatted(label, reason),
                "give the migrator a connection in autocommit mode, or a dataSource");
    }

    public static Problem pooled(String label, String reason) {
        return Problem.of(
                ErrorCode.POOLED,
                "revision %s cannot run through a transaction pool, which keeps no lock between transactions: %s"
                        .formatted(label, reason),
                new Fix(
                        "run this revision with pooled = false and a URL of the database itself",
                        "run this revision with pooled(false) and a data source of the database itself"));
    }

    /** A script changes the database or schema in use, and no SQL can change it back. */
    public static Problem leadsAwayInSql(String label) {
        return Problem.of(
                ErrorCode.SESSION_NOT_RESTORED,
                "revision %s changes the database or schema in use, which SQL text cannot change back".formatted(label),
                orPreview(Fix.of("write the names in the script with their database or schema")));
    }

    public static Problem codeInSql(String label) {
        return cannotBeSql(
                "revision %s has a data step, which needs a database: it cannot be written as SQL".formatted(label));
    }

    /** {@code word}: {@code onlyIf} or {@code onlyIfMissing}. */
    public static Problem guardInSql(String label, String word) {
        return Problem.of(
                ErrorCode.ONLINE_ONLY,
                "revision %s has %s, which the client of the database cannot ask".formatted(label, word),
                orPreview(Fix.of("run the upgrade on the database, which decides")));
    }

    /** {@code moment}: {@code beforeStep} or {@code afterStep}. */
    public static Problem hookCodeInSql(String moment) {
        return cannotBeSql(
                "the hook %s has a data step, which needs a database: it cannot be written as SQL".formatted(moment));
    }

    private static Problem cannotBeSql(String message) {
        return Problem.of(ErrorCode.ONLINE_ONLY, message, orPreview(Fix.of(INSTEAD)));
    }

    /** What is known of a table is less where SQL text is written than it is in a database. */
    public static Problem unknownInSql(Problem problem) {
        return new Problem(
                problem.code(),
                problem.message(),
                problem.location(),
                orPreview(Objects.requireNonNull(problem.fix())),
                problem.facts());
    }

    /** The fix of a refusal to write SQL text, with the way to see the statements all the same. */
    static Fix orPreview(Fix fix) {
        return new Fix(fix.command() + "\n" + PREVIEW.command(), fix.java() + "\n" + PREVIEW.java());
    }

    public static Problem versionRowLost(String table, String row) {
        return Problem.of(
                ErrorCode.VERSION_ROW_LOST,
                "row %s of %s was changed by another process during this run".formatted(row, table),
                new Fix(
                        "run `current` to see where the database is, then run again",
                        "call status() to see where the database is, then run again"));
    }

    /** By the script itself, or by somebody else while it ran. */
    public static Problem versionRowChanged(String table, String row) {
        return Problem.of(
                ErrorCode.VERSION_ROW_LOST,
                "row %s of %s was changed while this revision ran".formatted(row, table),
                withoutStatements(table, "script"));
    }

    public static Problem versionRowOfHook(String table, String row) {
        return Problem.of(
                ErrorCode.VERSION_ROW_LOST,
                "row %s of %s was changed by a hook".formatted(row, table),
                withoutStatements(table, "hook"));
    }

    private static Fix withoutStatements(String table, String place) {
        String remove = "remove statements about %s from the %s; ".formatted(table, place);
        return new Fix(remove + "`stamp` sets its rows", remove + "stamp(…) sets its rows");
    }
}
