package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Statements that a database writes only from a definition which no script before them declares. */
@API(status = INTERNAL, since = "0.1")
public final class DefinitionMessages {
    private DefinitionMessages() {}

    public static Problem restatedColumn(String database, String column, String table) {
        return cannot(
                database,
                "restate column %s of table %s, which is not known".formatted(column, table),
                "correct the name, or declare in the script what an earlier opaque step created");
    }

    public static Problem typeOfColumn(String database, String column) {
        return cannot(
                database,
                "change column %s so without knowing its type".formatted(column),
                "give the type in the same alterColumn");
    }

    public static Problem restOfColumn(String database, String column, String table) {
        return cannot(
                database,
                "change column %s of table %s without knowing the rest of it".formatted(column, table),
                "give both type and nullable: no script before this one declares the table");
    }

    public static Problem convertedColumn(String database, String column, String table) {
        return cannot(
                database,
                "convert the values of column %s of table %s without knowing it".formatted(column, table),
                "add a column, fill it with execute, and drop the old one");
    }

    /** {@code kind}: such as {@code check}. */
    public static Problem unnamedConstraint(String database, String table, String kind) {
        return cannot(
                database,
                "change a column of table %s that a %s without a name depends on".formatted(table, kind),
                "give the %s a name in the script that creates it".formatted(kind));
    }

    public static Problem columnsOfTable(String database, String table) {
        return cannot(
                database,
                "insert a row of defaults into table %s without knowing its columns".formatted(table),
                "name one of the columns, with its value");
    }

    private static Problem cannot(String database, String refused, String instead) {
        return Problem.of(ErrorCode.UNKNOWN_DEFINITION, "%s cannot %s".formatted(database, refused), instead);
    }
}
