package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Steps that ran and failed, and what they leave in the database. */
@API(status = INTERNAL, since = "0.1")
public final class StepMessages {
    private StepMessages() {}

    /**
     * {@code operation}: in a few words. {@code fix}: what a refusal of ours advises.
     */
    public static Problem operationFailed(String label, int number, int count, String operation, Fix fix) {
        return Problem.of(
                ErrorCode.OPERATION_FAILED,
                "revision %s failed at operation %d of %d, %s".formatted(label, number, count, operation),
                fix);
    }

    /** Nothing is wrong with the script. */
    public static Fix fixLostConnection() {
        return new Fix(
                "the connection was lost: run the same command again",
                "the connection was lost: run the migrator again");
    }

    public static Fix fixScriptOrData() {
        return again("fix the script or the data");
    }

    /** No revision is applied, but there is what the first one creates. */
    public static Fix fixExistingDatabase(String revision) {
        String known = "this database has tables, but no revision: if it has all that this revision creates, ";
        String unknown = "; if no script describes the tables yet, ";
        return new Fix(
                known + "run `stamp " + revision + "`" + unknown
                        + "write a baseline with `revision --autogenerate --from-database -m baseline --stamp`"
                        + " in a folder without scripts",
                known + "call stamp(\"" + revision + "\")" + unknown + "make the first revision from the database");
    }

    /** {@code known}: null where the cause is the database's alone. */
    public static Problem commitFailed(String label, @Nullable Fix known) {
        return Problem.of(
                ErrorCode.COMMIT_FAILED,
                "revision %s could not be committed".formatted(label),
                known == null ? again("fix the cause that the database names") : known);
    }

    /** {@code step}: such as {@code the upgrade of a1b2 "add users"}. */
    public static Problem hookThrew(String moment, String step) {
        return hookFailed(moment, step, again("do what the reason says, or change the hook"));
    }

    /** {@code step}: such as {@code the upgrade of a1b2 "add users"}. */
    public static Problem hookStatementFailed(String moment, String step) {
        return hookFailed(moment, step, again("fix the hook or the data it changes"));
    }

    public static String upgradeOf(String revision) {
        return "the upgrade of " + revision;
    }

    public static String downgradeOf(String revision) {
        return "the downgrade of " + revision;
    }

    public static String skipOf(String revision) {
        return "the step over " + revision;
    }

    public static String stampOf(String revision) {
        return "the stamp of " + revision;
    }

    public static String resolutionOf(String revision) {
        return "the resolution of " + revision;
    }

    private static Problem hookFailed(String moment, String step, Fix fix) {
        return Problem.of(ErrorCode.STEP_HOOK_FAILED, "the hook %s failed at %s".formatted(moment, step), fix);
    }

    private static Fix again(String doing) {
        return new Fix(doing + ", then run the same command again", doing + ", then run the migrator again");
    }

    /** The reason of a data step that hides a failure. */
    public static String swallowedFailure() {
        return "a failure inside this data step was caught and dropped; a transaction that has failed cannot continue";
    }

    /** The reason of a data step whose code is not complete. */
    public static Problem missingCode(String reason) {
        return Problem.of(
                ErrorCode.MISSING_CODE,
                "the step needs code that is not on the class path: " + reason,
                "add it to the class path, in the version that the script was compiled with");
    }

    /** The reason of a data step that holds more than fits. */
    public static Problem outOfMemory() {
        return Problem.of(
                ErrorCode.SCRIPT_FAILED,
                "the step needs more memory than the process may use",
                new Fix(
                        "read fewer rows at once, or give the command more memory: MIGRATE_JAVA_OPTS=-Xmx2g",
                        "read fewer rows at once, or start the application with a larger -Xmx"));
    }

    /** The reason of a data step that commits. */
    public static String commitInDataStep() {
        return "a data step cannot commit: it runs inside its revision's transaction; set transactional = false in the"
                + " script to let each step commit by itself";
    }

    public static String runRolledBack() {
        return "rolled back: the database is as it was before this run";
    }

    public static String revisionRolledBack() {
        return "rolled back: the database is as it was before this revision";
    }

    /** The operation ended the transaction of its revision by a rollback. */
    public static String rolledBackBefore(int operation) {
        return "operation %d ended the transaction of its revision: all before it is rolled back, but its later statements may stay done"
                .formatted(operation);
    }

    /** SQL or code of a script ended the transaction of its revision, and kept what was in it. */
    public static String committedInside(int operation) {
        return operation <= 1
                ? "not rolled back: operation 1 committed the transaction of its revision, and may be done in part"
                : "not rolled back: operation %d committed the transaction of its revision and may be done in part; operations before it are done and stay done"
                        .formatted(operation);
    }

    public static String committed() {
        return "applied: the revision is committed";
    }

    public static String committedBeforeLoss() {
        return "applied: the database had committed the revision when the connection broke";
    }

    public static String stateUnknown() {
        return "not known: the database could not be asked after the failure; `migrate status` shows it once the database answers";
    }

    public static String stampRolledBack() {
        return "rolled back: the version table is as it was";
    }

    public static String noTextWritten() {
        return "no text was written";
    }

    public static String nothingDone() {
        return "stopped: no operation of this revision is done";
    }

    public static String allDoneButHook(int operations) {
        return (operations == 1
                        ? "stopped: the operation of this revision is done and stays done"
                        : "stopped: all %d operations of this revision are done and stay done".formatted(operations))
                + "; the next run continues with the hook";
    }

    /** What is left to revert of an unfinished upgrade. */
    public static String stillDone(int operations) {
        return switch (operations) {
            case 0 -> nothingDone();
            case 1 -> "stopped: operation 1 of this revision is still done";
            default -> "stopped: operations 1 to %d of this revision are still done".formatted(operations);
        };
    }

    /** The next run begins with the operation that failed. */
    public static String stoppedBefore(int done) {
        return "%s; the next run continues with operation %d".formatted(stopped(done), done + 1);
    }

    /** {@code statements}: of the operation that failed: they stay done. */
    public static String stoppedInside(int done, int statements) {
        return "%s; of operation %d, %s %s"
                .formatted(
                        stopped(done),
                        done + 1,
                        Words.count(statements, "statement"),
                        statements == 1 ? "is done and stays done" : "are done and stay done");
    }

    /** The operation behind the first {@code done} is code, and part of it was committed. */
    public static String stoppedSomewhere(int done) {
        return "%s; operation %d may be done in part".formatted(stopped(done), done + 1);
    }

    /** Nobody has heard how the operation behind the first {@code done} ended. */
    public static String maybeDone(int done) {
        return "%s; operation %d may be done".formatted(stopped(done), done + 1);
    }

    private static String stopped(int done) {
        return switch (done) {
            case 0 -> nothingDone();
            case 1 -> "stopped: operation 1 of this revision is done and stays done";
            default -> "stopped: operations 1 to %d of this revision are done and stay done".formatted(done);
        };
    }

    /** Of a condition that a script gives. */
    public static Problem severalValues() {
        return Problem.of(
                ErrorCode.INVALID_OPERATION,
                "the query of onlyIf gives more than one value",
                "write a query for one row with one column, such as select count(*)");
    }
}
