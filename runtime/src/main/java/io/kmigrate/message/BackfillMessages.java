package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Backfills: what they need, and how they stop. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillMessages {
    private BackfillMessages() {}

    public static Problem noKey(String name, String table) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" has no key to go by: table %s has no primary key whose columns are not null"
                        .formatted(name, table),
                "give the table a primary key, or name columns that are unique and not null with key = listOf(…)");
    }

    public static Problem keyNotUnique(String name, String table, List<String> key) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" cannot go by %s: table %s has no unique constraint on that, or a column may be null"
                        .formatted(name, String.join(", ", key), table),
                "name columns that are unique and not null, or leave key out to go by the primary key");
    }

    /** A row would come to stand before or behind where it was, and be met twice or never. */
    public static Problem changesKey(String name, String column) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" sets column %s, which it goes by: a row could be met twice".formatted(name, column),
                "go by another unique key with key = listOf(…), or leave the column as it is");
    }

    public static Problem rowsWithoutKey(String name, String table, List<String> key) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" cannot go by %s: rows of table %s are null there"
                        .formatted(name, String.join(", ", key), table),
                "give these rows a key, or name another unique key with key = listOf(…)");
    }

    /** A batch that ends where it began would be done again and again. */
    public static Problem keyStands(String name, String key) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" does not get behind the key %s: the database does not order it as it reads"
                        .formatted(name, key),
                "name another unique key with key = listOf(…)");
    }

    public static Problem copiesIntoItself(String name, String table) {
        return Problem.of(
                ErrorCode.INVALID_OPERATION,
                "backfill \"%s\" copies table %s into itself, and would copy its copies".formatted(name, table),
                "copy into another table, or insert the rows with execute(\"insert … select …\")");
    }

    public static Problem keyType(String name, String column, String type) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" cannot go by column %s: keys of type %s are not supported"
                        .formatted(name, column, type),
                "name another unique key with key = listOf(…)");
    }

    public static Problem noTransactions(String name, String table, String engine) {
        return Problem.of(
                ErrorCode.BACKFILL_KEY,
                "backfill \"%s\" cannot be trusted with table %s: its engine %s has no transactions"
                        .formatted(name, table, engine),
                "give the table an engine with transactions, such as InnoDB");
    }

    public static Problem missingTable(String name, String table) {
        return Problem.of(
                ErrorCode.UNKNOWN_TABLE,
                "backfill \"%s\" needs table %s, which is not there".formatted(name, table),
                "correct the name of the table, or create it before");
    }

    public static String isCode() {
        return "is code";
    }

    public static String loadsFile() {
        return "loads a file";
    }

    public static String isInBackground() {
        return "runs in the background";
    }

    public static String skipsOrWaits() {
        return "has onError or throttle";
    }

    public static String isWaitedFor() {
        return "must be done before";
    }

    public static String commits(String database) {
        return "commits by batches, as no client of %s can".formatted(database);
    }

    /** {@code why}: what the backfill does or has. */
    public static Problem inSql(String label, String name, String why) {
        return Problem.of(
                ErrorCode.ONLINE_ONLY,
                "revision %s cannot be written as SQL: its backfill \"%s\" %s".formatted(label, name, why),
                "run this revision with a connection; write the revisions before and after it as SQL");
    }

    /** Found by the scripts alone. */
    public static Problem neverMade(String label, String name) {
        return Problem.of(
                ErrorCode.UNKNOWN_BACKFILL,
                "revision %s needs the backfill \"%s\", which no revision before it has".formatted(label, name),
                "correct the name in requiresBackfill(…), or the order of the revisions");
    }

    /** {@code standing}: how far it is; empty where nothing has registered it. */
    public static Problem pending(String label, String name, String standing) {
        return Problem.of(
                ErrorCode.BACKFILL_PENDING,
                "revision %s needs the backfill \"%s\", which %s"
                        .formatted(label, name, standing.isEmpty() ? "no revision of this database has" : standing),
                standing.isEmpty()
                        ? Fix.of("correct the name in requiresBackfill(…), or apply the revision that has it")
                        : new Fix(
                                "run `migrate backfill run`, and upgrade again when it is done",
                                "call backfills().run(…), and upgrade again when it is done"));
    }

    /** {@code by} and {@code id}: of the revision that registers it, in the same upgrade. */
    public static Problem registeredHere(String label, String name, String by, String id) {
        return Problem.of(
                ErrorCode.BACKFILL_PENDING,
                "revision %s needs the backfill \"%s\", which revision %s of the same upgrade only registers"
                        .formatted(label, name, by),
                new Fix(
                        "run `migrate upgrade %s`, then `migrate backfill run`, and upgrade again when it is done"
                                .formatted(id),
                        "upgrade to %s, call backfills().run(…), and upgrade again when it is done".formatted(id)));
    }

    /** No upgrade can come behind it. */
    public static Problem waitsForItself(String label, String name) {
        return Problem.of(
                ErrorCode.BACKFILL_PENDING,
                "revision %s registers the backfill \"%s\" in the background, and needs its end at once"
                        .formatted(label, name),
                "move requiresBackfill(…), and all that follows it, into a later revision");
    }

    /** A warning, before anything runs. */
    public static String stopsBefore(String label, String name) {
        return "the upgrade stops before revision %s, which needs the backfill \"%s\": this upgrade only registers it"
                .formatted(label, name);
    }

    /** It is done, but for rows that were left out. */
    public static Problem failedRows(String label, String name, long rows) {
        return Problem.of(
                ErrorCode.BACKFILL_PENDING,
                "revision %s needs the backfill \"%s\", where %s failed"
                        .formatted(label, name, Words.count(rows, "row")),
                new Fix(
                        "correct the rows, run `migrate backfill retry \"%s\"`, and upgrade again".formatted(name),
                        "correct the rows, call backfills().retry(…), and upgrade again"));
    }

    /** {@code state}: such as waiting. {@code expected}: rows by statistics, if they tell. */
    public static String standing(String state, long rows, @Nullable Long expected) {
        return expected == null
                ? "is %s: %s done".formatted(state, Words.count(rows, "row"))
                : "is %s: %d of about %s done".formatted(state, rows, Words.count(expected, "row"));
    }

    public static Problem failed(String name) {
        return Problem.of(
                ErrorCode.OPERATION_FAILED,
                "backfill \"%s\" failed".formatted(name),
                "correct the cause that the database names, then run it again");
    }

    public static Problem unknown(String name, List<String> known) {
        return Problem.of(
                ErrorCode.UNKNOWN_BACKFILL,
                "the database has no backfill \"%s\"; it has %s"
                        .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)),
                "correct the name, or upgrade to the revision that has the backfill");
    }

    public static Problem withoutScript(String name, String revision) {
        return Problem.of(
                ErrorCode.UNKNOWN_BACKFILL,
                "backfill \"%s\" belongs to revision %s, which no script has".formatted(name, revision),
                "restore the script, or cancel the backfill");
    }

    /** {@code wanted}: such as paused. */
    public static Problem alreadyDone(String name, String wanted) {
        return Problem.of(
                ErrorCode.BACKFILL_DONE,
                "backfill \"%s\" is done, so it cannot be %s".formatted(name, wanted),
                "leave it as it is; a new revision with another backfill can change the rows once more");
    }

    /** A warning. */
    public static String runsElsewhere(String name, @Nullable String holder) {
        return "another runner has backfill \"%s\"%s: it is left to it"
                .formatted(name, holder == null ? "" : " (" + holder + ")");
    }

    /** A warning. */
    public static String failedAgain(String name, String key, String reason) {
        return "backfill \"%s\": the row with the key %s failed again: %s".formatted(name, key, reason);
    }

    public static String by(String who) {
        return "by " + who;
    }

    /** Why a backfill is cancelled. */
    public static String reverted() {
        return "its revision is being reverted";
    }

    public static Problem edited(String name) {
        return Problem.of(
                ErrorCode.BACKFILL_EDITED,
                "backfill \"%s\" is registered, and its script says something else now".formatted(name),
                "take the change back, and make a new revision with another backfill; its pace may change");
    }

    /** {@code before} and {@code now}: the columns with their types. */
    public static Problem keyChanged(String name, String before, String now) {
        return Problem.of(
                ErrorCode.BACKFILL_EDITED,
                "backfill \"%s\" began by the key (%s), and the table has the key (%s) now"
                        .formatted(name, before, now),
                "give the table its former key until the backfill is done, or name that key with key = listOf(…)");
    }

    public static Problem rowFailed(String name, String place) {
        return Problem.of(
                ErrorCode.BACKFILL_ROW,
                "backfill \"%s\" failed at %s".formatted(name, place),
                "correct the row or the script, then run again: it continues at this row; or set onError = skip(…)");
    }

    /** {@code place}: a line of the file. */
    public static Problem lineFailed(String name, String place) {
        return Problem.of(
                ErrorCode.BACKFILL_ROW,
                "backfill \"%s\" failed at %s".formatted(name, place),
                new Fix(
                        "let the table take the row, then run again: it continues at this line; or correct the file: delete"
                                + " the rows that are loaded, run `migrate resolve <id> --mark-reverted`, and upgrade again",
                        "let the table take the row, then run again: it continues at this line; or correct the file: delete"
                                + " the rows that are loaded, call resolve(…, NOT_APPLIED, …), and upgrade again"));
    }

    public static Problem tooManySkipped(String name, String place, int most) {
        return Problem.of(
                ErrorCode.BACKFILL_ROW,
                "backfill \"%s\" failed at %s, and %s before it".formatted(name, place, Words.count(most, "row")),
                "correct the rows or the script, then run again; or let more rows fail with onError = skip(…)");
    }

    public static Problem stopped(String name, String note) {
        return Problem.of(
                ErrorCode.BACKFILL_STOPPED,
                "backfill \"%s\" is %s".formatted(name, note),
                new Fix(
                        "when the reason is gone, run `migrate backfill resume \"%s\"`, and then what you ran"
                                .formatted(name),
                        "when the reason is gone, call backfills().resume(…), and then what you called"));
    }

    public static Problem takenOver(String name) {
        return Problem.of(
                ErrorCode.BACKFILL_STOPPED,
                "backfill \"%s\" is run by another runner, or its checkpoint was changed by hand".formatted(name),
                "let the other runner finish; nothing is lost, and no row was changed twice");
    }

    public static Problem doesNotConverge(String name) {
        return Problem.of(
                ErrorCode.BACKFILL_PASSES,
                "backfill \"%s\" has several passes, but its condition still holds for rows that it changed"
                        .formatted(name),
                "write a condition that no longer holds once a row is changed, or leave passes out");
    }

    /** What a failure left behind. */
    public static String notBegun() {
        return "the backfill has changed no row";
    }

    public static String rowOfKey(String key) {
        return "the row with the key " + key;
    }

    public static String rowOfFile(String file, long row) {
        return "row %d of %s".formatted(row, file);
    }

    public static String lineOfFile(String file, long line) {
        return "line %d of %s".formatted(line, file);
    }

    /** {@code place}: of the last row that is done. What a failure left behind. */
    public static String state(long rows, long changed, String place) {
        return rows == 0
                ? notBegun()
                : "the backfill is done up to %s: %s, %d changed; the next run continues behind it"
                        .formatted(place, Words.count(rows, "row"), changed);
    }

    /** Of several workers. What a failure left behind. */
    public static String stateOfTeam(long rows, long changed) {
        return rows == 0
                ? notBegun()
                : "the backfill is done for %s, %d changed; the next run continues with the rest"
                        .formatted(Words.count(rows, "row"), changed);
    }

    public static Problem noThrottle(String name, String database, String word) {
        return Problem.of(
                ErrorCode.UNSUPPORTED_OPERATION,
                "backfill \"%s\" has %s, which %s cannot tell".formatted(name, word, database),
                "remove it, or ask with waitWhile = \"select …\"");
    }

    public static Problem replicasNotNamed(String name, String database) {
        return Problem.of(
                ErrorCode.UNSUPPORTED_OPERATION,
                "backfill \"%s\" has maxReplicaLag, which on %s each replica alone can tell".formatted(name, database),
                "name the replicas with replicas = listOf(…), or ask with waitWhile = \"select …\"");
    }

    public static Problem noReplica(String name) {
        return Problem.of(
                ErrorCode.UNSUPPORTED_OPERATION,
                "backfill \"%s\" names a server in replicas = listOf(…) that replicates nothing".formatted(name),
                "correct the URL, or remove it");
    }

    public static String waitsForStandingReplica() {
        return "waits for a replica that stands still";
    }

    public static String waitsForLostReplica() {
        return "waits for a replica that does not answer";
    }

    public static String waitsForReplica(String seconds) {
        return "waits for a replica that is %s s behind".formatted(seconds);
    }

    public static String waitsForSessions(String running) {
        return "waits because %s sessions are running".formatted(running);
    }

    public static String waitsForQuery() {
        return "waits for its query";
    }

    public static String waitsForLock(long millis) {
        return "others hold a lock; the next try is in %d ms".formatted(millis);
    }
}
