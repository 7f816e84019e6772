package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Columns and their types that a database cannot have, and the way out. Each method is named by
 * the thing that is refused, and takes the name of the database first.
 */
@API(status = INTERNAL, since = "0.1")
public final class UnsupportedColumnMessages {
    private UnsupportedColumnMessages() {}

    /** {@code column}: with its table. {@code readers}: what reads it, such as {@code view adults}. */
    public static Problem columnThatIsRead(String database, String column, List<String> readers) {
        return cannot(
                database,
                "change the type of %s while it is read by %s".formatted(column, String.join(", ", readers)),
                "say dependants = REBUILD in alterColumn, which drops them and creates them again; or drop them before it"
                        + " and create them after it");
    }

    public static Problem noConversion(String database, String from, String to, String column, String table) {
        return cannot(
                database,
                "turn %s into %s by itself, for column %s of %s".formatted(from, to, column, table),
                "say in using(…) how the old value becomes the new one");
    }

    public static Problem numberingWithoutKey(String database, String column, String table) {
        return cannot(
                database,
                "number column %s of table %s, which begins no key".formatted(column, table),
                "make it the first column of the primary key or of a unique constraint");
    }

    public static Problem addedNumberingWithoutKey(String database, String column) {
        return cannot(
                database,
                "add the numbered column %s without its key".formatted(column),
                "add column and key in one statement: execute(\"ALTER TABLE … ADD COLUMN … AUTO_INCREMENT,"
                        + " ADD PRIMARY KEY (…)\")");
    }

    public static Problem droppedKeyOfNumbering(String database, String column) {
        return cannot(
                database,
                "drop the primary key that numbers column %s".formatted(column),
                "take the numbering away first: execute(\"ALTER TABLE … MODIFY COLUMN …\") without AUTO_INCREMENT");
    }

    public static Problem numberingOutsidePrimaryKey(String database, String table, String column) {
        return cannot(
                database,
                "number the rows of %s in column %s, which is not the whole primary key".formatted(table, column),
                "make it the primary key, alone");
    }

    public static Problem numberingWithoutRowId(String database, String table, String column) {
        return cannot(
                database,
                "number the rows of %s in column %s of a table WITHOUT ROWID".formatted(table, column),
                "create a new table and copy the rows");
    }

    public static Problem numberingInType(String database, String table, String type) {
        return cannot(
                database,
                "number the rows of %s in a column of type %s".formatted(table, type),
                "keep a whole number, or create a new table");
    }

    public static Problem numberingOptions(String database, String column) {
        return cannot(database, numberedOtherwise(column), "leave the options of the identity out for this database");
    }

    /** The same, where the options of the table take a first number. */
    public static Problem numberingOptionsOfColumn(String database, String column) {
        return cannot(
                database,
                numberedOtherwise(column),
                "leave the options of the identity out; the options of the table take a first number, as"
                        + " AUTO_INCREMENT = 100");
    }

    private static String numberedOtherwise(String column) {
        return "number column %s other than 1, 2, 3 …".formatted(column);
    }

    public static Problem numberingOfFilledColumn(String database, String column, String table) {
        return cannot(
                database,
                "begin to number the rows of column %s of table %s".formatted(column, table),
                "add a column with autoIncrement(), or give it the next number of a sequence as its default");
    }

    public static Problem changedNumbering(String database, String column, String table) {
        return cannot(
                database,
                "begin, change or end the numbering of column %s of table %s".formatted(column, table),
                "add a column that numbers itself or does not, copy the values with execute, and drop the old one");
    }

    public static Problem conversionOfOwnValues(String database, String column, String table) {
        return cannot(
                database,
                "convert the values of column %s of table %s, which numbers or computes itself"
                        .formatted(column, table),
                "add a column, fill it with execute, and drop the old one");
    }

    public static Problem computingPlainColumn(String database, String column, String table) {
        return cannot(
                database,
                "compute column %s of table %s, which is a plain one".formatted(column, table),
                "drop the column, and add it with generatedAs(…)");
    }

    public static Problem typeOfGeneratedColumn(String database, String column) {
        return cannot(
                database,
                "change the type of generated column %s".formatted(column),
                "drop the column, and add it with its new expression");
    }

    public static Problem changedExpression(String database, String column, String table) {
        return cannot(
                database,
                "change the expression of generated column %s of table %s".formatted(column, table),
                "drop the column, and add it with its new expression");
    }

    public static Problem computingAtRead(String database, String column) {
        return cannot(
                database,
                "compute column %s at each read".formatted(column),
                "store it: stored = true, or create a view");
    }

    public static Problem storedGeneratedColumn(String database, String column) {
        return cannot(
                database,
                "store the generated column %s with its row".formatted(column),
                "let the database compute it at each read: stored = false");
    }

    public static Problem requiredGeneratedColumn(String database, String column, String expression) {
        return cannot(
                database,
                "declare the generated column %s NOT NULL".formatted(column),
                "make it nullable; it is null only where %s is".formatted(expression));
    }

    /** {@code user}: such as {@code a generated column}. */
    public static Problem renameOfUsedColumn(String database, String column, String table, String user) {
        return cannot(
                database,
                "rename column %s of table %s, which %s mentions".formatted(column, table, user),
                "drop %s before the rename, and create it again after".formatted(user));
    }

    public static String generatedColumn() {
        return "a generated column";
    }

    public static String indexOverExpression() {
        return "an index over an expression";
    }

    public static Problem changeWithoutType(String database, String column) {
        return cannot(
                database,
                "change column %s without its type".formatted(column),
                "give the type in the same alterColumn");
    }

    public static Problem ownCollation(String database, String column) {
        return cannot(
                database,
                "give column %s a collation of its own".formatted(column),
                "leave it out; SET COLLATION chooses one for a whole database that has no tables yet");
    }

    /** Where a collation is such as {@code BINARY_CI}. */
    public static Problem linguisticCollation(String database, String collation) {
        return cannot(database, asCollation(collation), "name a linguistic collation such as BINARY_CI");
    }

    /** Where the server lists its collations. */
    public static Problem listedCollation(String database, String collation) {
        return cannot(database, asCollation(collation), "name one of sys.fn_helpcollations()");
    }

    private static String asCollation(String collation) {
        return "use \"%s\" as a collation".formatted(collation);
    }

    public static Problem array(String database, String type) {
        return cannot(
                database,
                "keep arrays such as %s".formatted(type),
                "keep the elements in a table of their own, or as JSON");
    }

    public static Problem enumeration(String database, String type) {
        return cannot(database, "keep the enumeration %s".formatted(type), "use a varchar with a check constraint");
    }

    /** Where each column has the labels by itself. */
    public static Problem sharedEnumeration(String database, String type) {
        return cannot(
                database,
                "change the labels of %s for all its columns at once".formatted(type),
                "give each column its new labels: alterColumn(table, column) { type { databaseEnum(it, \"%s\", …) } }"
                        .formatted(type));
    }

    public static Problem place(String database) {
        return cannot(database, "say where in the table a column stands", "leave out first or after");
    }

    private static Problem cannot(String database, String refused, String instead) {
        return DatabaseMessages.unsupported(database, refused, Fix.of(instead));
    }
}
