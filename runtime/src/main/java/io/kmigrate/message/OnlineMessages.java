package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Operations on large tables that others use, and why they run as they do. */
@API(status = INTERNAL, since = "0.1")
public final class OnlineMessages {
    private OnlineMessages() {}

    // Why there are no parts

    public static String noForms(String database) {
        return database + " has no form of it that lets others work";
    }

    public static String partitioned(String table) {
        return "%s is partitioned, and the server has no form of it for partitioned tables".formatted(table);
    }

    public static String unnamed(String name) {
        return "it has no name, and %s is too long for one".formatted(name);
    }

    public static String noKey(String table) {
        return "%s has no primary key along which rows could be filled in batches".formatted(table);
    }

    public static String rewrites() {
        return "the server copies the whole table";
    }

    public static String fillsAtOnce() {
        return "the server fills all rows at once";
    }

    public static String exclusion() {
        return "the server checks all rows at once";
    }

    public static String withoutOverlaps() {
        return "a key without overlaps is built together with its index";
    }

    // What is left behind

    public static String brokenIndex(String index) {
        return "index %s, which no query uses".formatted(index);
    }

    public static String isBuilding(String index) {
        return "another session is building index %s".formatted(index);
    }

    public static String indexOfConstraint(String index) {
        return "index %s, which its constraint does not have yet".formatted(index);
    }

    public static String unchecked(String constraint) {
        return "foreign key %s, whose rows are not checked".formatted(constraint);
    }

    public static String unproven(String constraint) {
        return "constraint %s, which is not validated".formatted(constraint);
    }

    public static String proof(String constraint) {
        return "constraint %s, which only helps".formatted(constraint);
    }

    public static String leaves(String state, String leftovers) {
        return "%s; it leaves %s; the next run finishes or removes that".formatted(state, leftovers);
    }

    // Why an operation runs in parts or not

    /** {@code size}: in words. */
    public static String large(String table, String size) {
        return "%s is large: %s".formatted(table, size);
    }

    public static String largeUnknown(String table) {
        return "no one knows how large %s is".formatted(table);
    }

    /** {@code size}: in words. */
    public static String small(String table, String size) {
        return "%s is small: %s".formatted(table, size);
    }

    /** {@code operation}: in a few words. */
    public static String because(String operation, String reason) {
        return operation + ": " + reason;
    }

    /** {@code text}: the operation that runs it; {@code said}: what it does. */
    public static String inText(String text, String said, String reason) {
        return "%s, with %s: %s".formatted(text, said, reason);
    }

    public static String asWritten() {
        return "SQL text runs as it is written, and only an operation has parts";
    }

    public static String although(String size, String obstacle) {
        return size + ", but " + obstacle;
    }

    public static String wanted() {
        return "online = \"always\"";
    }

    /** {@code reason}: why it runs in parts. */
    public static String commitsInParts(String operation, String reason) {
        return "%s runs in parts, each of which commits (%s)".formatted(operation, reason);
    }

    public static String oneTransaction() {
        return "everything runs in one transaction";
    }

    // Failures

    public static Problem foreignIndex(String index, String table) {
        return Problem.of(
                ErrorCode.OPERATION_FAILED,
                "index %s on %s is not valid, and this run did not begin it".formatted(index, table),
                "drop the index if no one builds or needs it, then run again");
    }

    public static Problem commandWithoutPlaces(String text) {
        return Problem.of(
                ErrorCode.BAD_ONLINE_COMMAND,
                "the online command cannot be \"%s\"".formatted(text),
                "write {table} and {alter} where the program takes them, and at most {database} beside them");
    }

    public static Problem commandNotStarted(String program, String reason) {
        return Problem.of(
                ErrorCode.ONLINE_COMMAND_FAILED,
                "the online command %s cannot be started: %s".formatted(program, reason),
                new Fix("install it, or correct online_command", "install it, or correct onlineCommand(…)"));
    }

    /** {@code lines}: the last that it said. */
    public static Problem commandFailed(String program, int code, List<String> lines) {
        return Problem.of(
                ErrorCode.ONLINE_COMMAND_FAILED,
                "the online command %s ended with exit code %d:%n  ".formatted(program, code)
                        + String.join("%n  ".formatted(), lines),
                "remove what it left, such as its copy of the table, then run again");
    }

    public static Problem commandDidNothing(String program, String table) {
        return Problem.of(
                ErrorCode.ONLINE_COMMAND_FAILED,
                "the online command %s succeeded, and %s is as it was".formatted(program, table),
                "tell it to change the table: without an option of its own for that, gh-ost only tries");
    }

    /** {@code operations}: a line each, with the reason. */
    public static Problem impossible(String label, List<String> operations) {
        return Problem.of(
                ErrorCode.NO_ONLINE_FORM,
                "revision %s is to keep no one waiting, and this database cannot do so:%n  ".formatted(label)
                        + String.join("%n  ".formatted(), operations),
                new Fix(
                        "allow the plain form with `online = \"auto\"` in the script, or with `--online auto`",
                        "allow the plain form with `online = \"auto\"` in the script, or with online(OnlineMode.AUTO)"));
    }
}
