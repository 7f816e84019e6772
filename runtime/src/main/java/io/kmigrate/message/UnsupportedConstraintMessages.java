package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Constraints and indexes that a database cannot have, and the way out. Each method is named by
 * the thing that is refused, and takes the name of the database first.
 */
@API(status = INTERNAL, since = "0.1")
public final class UnsupportedConstraintMessages {
    private UnsupportedConstraintMessages() {}

    public static Problem deferredForeignKey(String database, String referencedTable) {
        return cannot(
                database,
                "defer the foreign key to %s: it checks every row at once".formatted(referencedTable),
                "leave out deferrable, and insert the rows that others refer to first");
    }

    public static Problem deferredUnique(String database) {
        return cannot(
                database,
                "defer a unique constraint: it checks every row at once",
                "leave deferrable out for this database");
    }

    public static Problem fullMatch(String database, String referencedTable) {
        return cannot(
                database,
                "match the foreign key to %s in full".formatted(referencedTable),
                "make its columns NOT NULL, or add a check");
    }

    public static Problem settingDefault(String database, String referencedTable) {
        return cannot(
                database,
                "set defaults through the foreign key to %s".formatted(referencedTable),
                "use SET_NULL or CASCADE, or a trigger");
    }

    public static Problem onUpdate(String database, String referencedTable) {
        return cannot(
                database,
                "have ON UPDATE in the foreign key to %s".formatted(referencedTable),
                "leave out onUpdate; to change a key, insert the new row, update the references, delete the old row");
    }

    public static Problem checkOfColumnSetToNull(String database, String column, String table) {
        return cannot(
                database,
                "check column %s of table %s, which a foreign key may set to NULL".formatted(column, table),
                "give the foreign key another action, or drop the check");
    }

    public static Problem exclusion(String database, String constraint) {
        return cannot(
                database,
                "exclude rows by constraint %s".formatted(constraint),
                "keep the rule in a trigger, or in a unique constraint over coarser values");
    }

    /** {@code columns}: of a primary key or a unique constraint. */
    public static Problem withoutOverlaps(String database, List<String> columns) {
        return cannot(
                database,
                "keep rows over %s from overlapping".formatted(Words.list(columns)),
                "keep the rule in a trigger, or in an exclusion constraint where the database has one");
    }

    public static Problem period(String database, String referencedTable) {
        return cannot(
                database,
                "compare periods in the foreign key to %s".formatted(referencedTable),
                "refer to a key without a period, or keep the rule in a trigger");
    }

    public static Problem uncheckedForeignKey(String database, String referencedTable) {
        return cannot(
                database,
                "keep the foreign key to %s without enforcing it".formatted(referencedTable),
                "leave out enforced = false, or leave out the foreign key for this database");
    }

    public static Problem uncheckedCondition(String database, String condition) {
        return cannot(
                database,
                "keep the check %s without enforcing it".formatted(condition),
                "leave out enforced = false, or leave out the check for this database");
    }

    public static Problem notNull(String database, String constraint) {
        return cannot(
                database,
                "give a name to NOT NULL, as constraint %s does".formatted(constraint),
                "use alterColumn with nullable(false) for this database");
    }

    public static Problem oneNullInIndex(String database, String index) {
        return oneNull(database, "index " + index);
    }

    public static Problem oneNullInUnique(String database, List<String> columns) {
        return oneNull(database, "unique constraint over " + Words.list(columns));
    }

    private static Problem oneNull(String database, String key) {
        return cannot(
                database,
                "allow only one null in the %s".formatted(key),
                "make the columns NOT NULL, or index an expression or a generated column with coalesce(…)");
    }

    public static Problem operatorClass(String database, String operatorClass) {
        return cannot(
                database, "index with operator class %s".formatted(operatorClass), "leave it out for this database");
    }

    public static Problem orderOfNulls(String database) {
        return cannot(database, "say where nulls stand in an index", "leave it out for this database");
    }

    public static Problem partOfValue(String database, String column) {
        return cannot(database, indexedPart(column), "index an expression, or the whole value");
    }

    /** The same, where an expression takes the place of the first {@code length} characters. */
    public static Problem beginningOfValue(String database, String column, int length) {
        return cannot(
                database,
                indexedPart(column),
                "index an expression: expression(\"left(%s, %d)\")".formatted(column, length));
    }

    private static String indexedPart(String column) {
        return "index a part of the value of %s".formatted(column);
    }

    public static Problem partialIndex(String database, String index) {
        return cannot(
                database,
                "create the partial index %s".formatted(index),
                "index all rows, or a generated column that is null for the other rows");
    }

    public static Problem indexedExpression(String database, String index) {
        return cannot(
                database,
                "index an expression, as index %s does".formatted(index),
                "add a generated column for the expression, and index that");
    }

    public static Problem includedColumns(String database, String index) {
        return cannot(
                database,
                "include columns in index %s without searching them".formatted(index),
                "make them the index's last columns, unless it is unique");
    }

    /** {@code others}: the methods that the database has beside the usual one. */
    public static Problem indexMethod(String database, String index, String method, List<String> others) {
        return cannot(
                database,
                "create index %s with method %s".formatted(index, method),
                "leave the method out for this database"
                        + (others.isEmpty() ? "" : ", or use " + String.join(" or ", others)));
    }

    /** {@code key}: one of the names below. */
    public static Problem unboundedValueInKey(String database, String column, String table, String key, String type) {
        return cannot(
                database,
                "put column %s of table %s into %s: it is %s".formatted(column, table, key, type),
                "give the column a length, such as varchar(200)");
    }

    /** The same, where an index can take the beginning of a value. */
    public static Problem longTextInKey(String database, String column, String key) {
        return cannot(
                database,
                "put the whole of text column %s into %s".formatted(column, key),
                "make it a varchar, or index its beginning: column(\"%s\").prefix(100)".formatted(column));
    }

    public static String primaryKey() {
        return "a primary key";
    }

    public static String uniqueConstraint() {
        return "a unique constraint";
    }

    public static String index(String name) {
        return "index " + name;
    }

    public static Problem tableWithoutRowIdAndKey(String database, String table) {
        return cannot(
                database,
                "keep table %s WITHOUT ROWID and without a primary key".formatted(table),
                "create a new table");
    }

    private static Problem cannot(String database, String refused, String instead) {
        return DatabaseMessages.unsupported(database, refused, Fix.of(instead));
    }
}
