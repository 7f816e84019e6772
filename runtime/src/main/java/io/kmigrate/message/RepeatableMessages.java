package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Objects that follow their text. */
@API(status = INTERNAL, since = "0.1")
public final class RepeatableMessages {
    private RepeatableMessages() {}

    /** A statement for an object that the database refused. */
    public static Problem failed(String object) {
        return Problem.of(
                ErrorCode.REPEATABLE_FAILED,
                "the database refused %s".formatted(object),
                new Fix(
                        "correct the text in the script, and run the upgrade again",
                        "correct the text in the script, and start again"));
    }

    /** An object that the database did not let go. */
    public static Problem notDropped(String object) {
        return Problem.of(
                ErrorCode.REPEATABLE_FAILED,
                "the database refused to drop %s".formatted(object),
                new Fix(
                        "drop what needs it, or let a script of repeatable/ declare that too; then run the same command again",
                        "drop what needs it, or let a script of repeatable/ declare that too; then start again"));
    }

    /** A trial that would leave something. */
    public static Problem noDryRun(String reason) {
        return Problem.of(
                ErrorCode.DRY_RUN,
                "a dry run of repeatable objects could not be rolled back: %s".formatted(reason),
                new Fix(
                        "see every statement in a plan with -v; or try it on a copy of the database",
                        "see every statement with preview(planUpgrade(…)); or try it on a copy of the database"));
    }

    /** Objects in a transaction that holds more than them. */
    public static Problem notTogether(String reason) {
        return Problem.of(
                ErrorCode.RUN_TRANSACTION,
                "repeatable objects cannot be part of one transaction: %s".formatted(reason),
                new Fix(
                        "set transaction = \"revision\"",
                        "give the migrator connections of its own, and TransactionMode.REVISION"));
    }

    /** What stays when an object cannot be made. */
    public static String restIsKept() {
        return "the revisions and all objects that do not need this one are applied";
    }

    /** What stays when an object cannot be dropped before the revisions. */
    public static String nothingDone() {
        return "no revision was run";
    }

    /** All of a run in one transaction. */
    public static String allRolledBack() {
        return "the whole run was rolled back";
    }

    /** Objects or scripts that an upgrade would look at. */
    public static Problem pending(List<String> names) {
        return Problem.of(
                ErrorCode.NOT_UP_TO_DATE,
                "repeatable objects are not as their scripts declare them: %s".formatted(String.join(", ", names)),
                new Fix("run an upgrade first", "let the process that migrates run first"));
    }

    /** A text that nobody wrote down. */
    public static Problem formerUnknown(List<String> objects, String target) {
        return Problem.of(
                ErrorCode.FORMER_TEXT_UNKNOWN,
                "the history does not say how these objects were at %s: %s"
                        .formatted(target, String.join(", ", objects)),
                "downgrade to a later revision, or remove their scripts and run an upgrade first");
    }

    /** The same object twice. */
    public static Problem duplicate(String object, String first) {
        return Problem.of(
                ErrorCode.DUPLICATE_REPEATABLE,
                "%s is declared twice; the first time in %s".formatted(object, first),
                "remove one of them, or put each into on(\"…\") { } for other databases");
    }

    /** A statement that makes something else than the script says. */
    public static Problem otherName(String object, String made) {
        return Problem.of(
                ErrorCode.OTHER_NAME,
                "the script declares %s, and its statement makes %s".formatted(object, made),
                "write the same name and schema in both, as the database keeps them");
    }

    /** A name that means nothing. */
    public static Problem unknownNeed(String object, String need) {
        return Problem.of(
                ErrorCode.UNKNOWN_NEED,
                "%s depends on %s, which is neither declared nor a table of the scripts".formatted(object, need),
                "correct the name in dependsOn");
    }

    /** An object that no script declares any more. */
    public static String stays(String object) {
        return "%s is no longer declared and stays in the database, because its script did not say how it is dropped"
                .formatted(object);
    }

    /** Before a database is taken over, and its objects cannot be compared with their scripts. */
    public static String objectsUnknown(String reason) {
        return "scripts of repeatable objects cannot be compared with what the database has: " + reason;
    }
}
