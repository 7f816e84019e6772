package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Revisions that take the place of one, and why there are none. */
@API(status = INTERNAL, since = "0.1")
public final class ExpandMessages {
    /** How a constraint without a name is called. */
    public static final String PRIMARY_KEY = "the primary key";

    private ExpandMessages() {}

    // What a revision does

    public static String besideColumn(String table, String column, String old) {
        return "%s: %s beside %s".formatted(table, column, old);
    }

    public static String swapped(String table, String column, String copy) {
        return "%s: %s takes the name %s".formatted(table, copy, column);
    }

    public static String dropped(String table, String column) {
        return "%s: drop %s".formatted(table, column);
    }

    public static String view(String view, String table) {
        return "%s: a view of %s".formatted(view, table);
    }

    public static String takesName(String table, String name) {
        return "%s takes the name %s".formatted(table, name);
    }

    /** Of a backfill. */
    public static String fill(String source, String target) {
        return "copy %s to %s".formatted(source, target);
    }

    /** Why a column may be dropped. */
    public static String valuesAreIn(String column) {
        return "its values are in %s".formatted(column);
    }

    // Why there are none

    /** {@code reason}: one of those below. */
    public static Problem impossible(String label, String reason) {
        return Problem.of(
                ErrorCode.NOT_EXPANDABLE,
                "revision %s cannot be expanded: %s".formatted(label, reason),
                "write the revisions by hand, one for each release");
    }

    public static String noBridge(String database) {
        return "%s has no triggers here that keep two releases in step".formatted(database);
    }

    public static String severalOperations(int count) {
        return "it has %d operations, and one is needed".formatted(count);
    }

    public static String needless() {
        return "its operation is no rename, and no new type of a column";
    }

    public static String notTypeAlone() {
        return "its operation changes more of the column than the type";
    }

    public static String noSwap() {
        return "this database cannot give two columns each other's name at once";
    }

    public static String unknownTable(String name) {
        return "the scripts do not say what %s is".formatted(name);
    }

    public static String computed(String column) {
        return "the database computes the values of %s".formatted(column);
    }

    public static String constrained(String column, String constraint) {
        return "%s is about %s, and moves to no other column".formatted(constraint, column);
    }

    public static String mentioned(String column, String other) {
        return "%s mentions %s in an expression".formatted(other, column);
    }

    public static String hasChildren(String child) {
        return "revision %s has it as its parent".formatted(child);
    }

    public static String isApplied() {
        return "the database has it already";
    }
}
