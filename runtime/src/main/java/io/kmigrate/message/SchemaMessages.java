package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Operations that do not fit the schema at their revision. */
@API(status = INTERNAL, since = "0.1")
public final class SchemaMessages {
    private static final String CORRECT = "correct the name, or the script before it";

    private SchemaMessages() {}

    /** {@code known}: the tables of the schema, for near names. */
    public static Problem unknownTable(String table, List<String> known) {
        String others = known.isEmpty() ? ": no table exists at this revision" : "; there are " + Words.list(known);
        return unfit(ErrorCode.UNKNOWN_TABLE, "there is no table " + table + others, table, known);
    }

    /** A table in which a run keeps what was applied. */
    public static Problem ownTable(String table) {
        return Problem.of(
                ErrorCode.OWN_TABLE,
                "%s is a table in which Kmigrate keeps what was applied: no revision makes, drops or renames it"
                        .formatted(table),
                new Fix(
                        "remove the operation; if a table of another tool is meant, set another version_table",
                        "remove the operation; if a table of another tool is meant, set another versionTable"));
    }

    /** An opaque step before it may have made what is missing. */
    public static Problem perhapsMissing(Problem problem) {
        return Problem.of(
                        problem.code(),
                        problem.message(),
                        "correct the name, or declare what the execute before it changes:"
                                + " execute(sql, changes = { … })")
                .at(problem.location());
    }

    /**
     * A downgrade that does not lead back to where its upgrade began. The parts in words, such as
     * {@code column users.phone}.
     */
    public static Problem incompleteDowngrade(
            String revision, List<String> missing, List<String> left, List<String> changed) {
        StringBuilder message =
                new StringBuilder("the downgrade of %s does not give back what was there".formatted(revision));
        appendList(message, "missing", missing);
        appendList(message, "still there", left);
        appendList(message, "not as before", changed);
        return Problem.of(
                ErrorCode.INCOMPLETE_DOWNGRADE,
                message.toString(),
                "add the operations to the downgrade block, or leave it out where all can be derived");
    }

    private static void appendList(StringBuilder message, String word, List<String> parts) {
        if (!parts.isEmpty()) {
            message.append("\n%s: %s".formatted(word, Words.list(parts)));
        }
    }

    /** {@code places}: where a problem is one, of several that were looked at. */
    public static Problem inPlaces(Problem problem, List<String> places) {
        return new Problem(
                problem.code(),
                problem.message() + " (on " + String.join(", ", places) + ")",
                problem.location(),
                problem.fix(),
                problem.facts());
    }

    public static Problem duplicateTable(String table) {
        return unfit(ErrorCode.DUPLICATE_TABLE, "table " + table + " already exists");
    }

    public static Problem tableInTheWay(String view) {
        return unfit(ErrorCode.DUPLICATE_TABLE, "there is a table " + view);
    }

    /** {@code known}: the columns of the table, for near names. */
    public static Problem unknownColumn(String table, String column, List<String> known) {
        return unfit(
                ErrorCode.UNKNOWN_COLUMN,
                "table %s has no column %s; it has %s".formatted(table, column, Words.list(known)),
                column,
                known);
    }

    public static Problem duplicateColumn(String table, String column) {
        return unfit(ErrorCode.DUPLICATE_COLUMN, "table %s already has a column %s".formatted(table, column));
    }

    /** {@code user}: what uses it, such as {@code index ix_users_email}. */
    public static Problem columnInUse(String table, String column, String user) {
        return Problem.of(
                ErrorCode.COLUMN_IN_USE,
                "column %s of table %s is used by %s".formatted(column, table, user),
                "drop or change that first");
    }

    /** {@code known}: the constraints of the table, for near names. */
    public static Problem unknownConstraint(String table, String constraint, List<String> known) {
        return unfit(
                ErrorCode.UNKNOWN_CONSTRAINT,
                "table %s has no constraint %s%s".formatted(table, constraint, itHas(known)),
                constraint,
                known);
    }

    public static Problem duplicateConstraint(String table, String constraint) {
        return unfit(
                ErrorCode.DUPLICATE_CONSTRAINT, "table %s already has a constraint %s".formatted(table, constraint));
    }

    public static Problem notNullAlready(String table, String column) {
        return Problem.of(
                ErrorCode.DUPLICATE_CONSTRAINT,
                "column %s of table %s is NOT NULL already".formatted(column, table),
                "declare it as nullable, or drop its NOT NULL first: alterColumn { nullable(true) }");
    }

    public static Problem duplicatePrimaryKey(String table) {
        return duplicatePrimaryKey(table, "");
    }

    public static Problem duplicatePrimaryKey(String table, List<String> columns) {
        return duplicatePrimaryKey(table, " over " + Words.list(columns));
    }

    private static Problem duplicatePrimaryKey(String table, String more) {
        return Problem.of(
                ErrorCode.DUPLICATE_CONSTRAINT,
                "table %s already has a primary key%s".formatted(table, more),
                "drop the old key first");
    }

    /** SQLite changes only tables whose text is known. */
    public static Problem unknownTableText(String table) {
        return Problem.of(
                ErrorCode.UNKNOWN_TABLE,
                "table %s is not known, so it cannot be changed".formatted(table),
                "correct the name, or run with a connection if an earlier execute creates it");
    }

    /** {@code known}: the indexes of the table, for near names. */
    public static Problem unknownIndex(String table, String index, List<String> known) {
        return unfit(
                ErrorCode.UNKNOWN_INDEX,
                "table %s has no index %s%s".formatted(table, index, itHas(known)),
                index,
                known);
    }

    public static Problem duplicateIndex(String table, String index) {
        return unfit(ErrorCode.DUPLICATE_INDEX, "table %s already has an index %s".formatted(table, index));
    }

    /**
     * {@code kind}: in lower case, such as {@code view}. {@code known}: objects of that kind, for near names.
     */
    public static Problem unknownObject(String kind, String name, List<String> known) {
        return unfit(ErrorCode.UNKNOWN_OBJECT, "there is no %s %s".formatted(kind, name), name, known);
    }

    /** {@code object}: kind and name, such as {@code trigger stamp of table users}. */
    public static Problem unknownObject(String object) {
        return unfit(ErrorCode.UNKNOWN_OBJECT, "there is no " + object);
    }

    /** {@code object}: kind and name, such as {@code view users}. */
    public static Problem duplicateObject(String object) {
        return unfit(ErrorCode.DUPLICATE_OBJECT, object + " already exists");
    }

    /** {@code known}: the values of the type, for near names. */
    public static Problem unknownValue(String type, String value, List<String> known) {
        return unfit(
                ErrorCode.UNKNOWN_VALUE,
                "type %s has no value '%s'; it has %s".formatted(type, value, Words.list(known)),
                value,
                known);
    }

    public static Problem duplicateValue(String type, String value) {
        return unfit(ErrorCode.DUPLICATE_VALUE, "type %s already has the value '%s'".formatted(type, value));
    }

    public static Problem typeInUse(String type, String column) {
        return Problem.of(
                ErrorCode.TYPE_IN_USE,
                "type %s is used by column %s".formatted(type, column),
                "drop the column, or change its type, first");
    }

    public static Problem schemaInUse(String schema, String table) {
        return Problem.of(
                ErrorCode.SCHEMA_IN_USE,
                "schema %s still has table %s".formatted(schema, table),
                "drop or move the table first");
    }

    private static String itHas(List<String> known) {
        return known.isEmpty() ? "" : "; it has " + Words.list(known);
    }

    private static Problem unfit(ErrorCode code, String message) {
        return Problem.of(code, message, CORRECT);
    }

    private static Problem unfit(ErrorCode code, String message, String name, List<String> known) {
        List<String> near = NearNames.of(name, known);
        return near.isEmpty()
                ? unfit(code, message)
                : Problem.of(code, message, "did you mean \"" + near.get(0) + "\"? Otherwise " + CORRECT);
    }
}
