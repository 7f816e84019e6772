package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/**
 * Schemas, views, sequences and values that a database cannot have, and the way out. Each method is named by
 * the thing that is refused, and takes the name of the database first.
 */
@API(status = INTERNAL, since = "0.1")
public final class UnsupportedObjectMessages {
    private UnsupportedObjectMessages() {}

    public static Problem createdSchema(String database, String schema) {
        return DatabaseMessages.unsupported(
                database,
                "create schema " + schema,
                new Fix(
                        "use a database file of its own, with -n",
                        "use a database file of its own, with a migrator of its own"));
    }

    public static Problem droppedSchema(String database, String schema) {
        return cannot(database, "drop schema " + schema, "leave it out for this database: it has none");
    }

    public static Problem createdSchemaOfServer(String database, String schema) {
        return cannot(
                database,
                "keep schema %s inside a database: it would be a database of the server".formatted(schema),
                "create it with the server's own tools, or with execute(\"create database …\")");
    }

    public static Problem droppedSchemaOfServer(String database, String schema) {
        return cannot(
                database,
                "drop schema %s only if it is empty: its tables would go with it".formatted(schema),
                "look into it, and drop it with execute(\"drop database …\")");
    }

    public static Problem createdUser(String database, String schema) {
        return cannot(
                database,
                "create schema %s, which is a user here".formatted(schema),
                "let an administrator create the user, with its quota");
    }

    public static Problem droppedUser(String database, String schema) {
        return cannot(
                database,
                "drop schema %s, which is a user here".formatted(schema),
                "let an administrator drop the user");
    }

    public static Problem tableInSchema(String database, String table, String schema) {
        return cannot(
                database,
                "keep table %s in a schema (%s)".formatted(table, schema),
                "leave the schema out for this database");
    }

    public static Problem movedTable(String database, String table) {
        return cannot(
                database,
                "move table %s into another schema".formatted(table),
                "create it there with createTable, copy the rows with execute, and drop the old one");
    }

    /** {@code other}: a table that has the name of the copy that a rebuild makes. */
    public static Problem tableInTheWay(String database, String table, String other) {
        return cannot(
                database,
                "rebuild table %s: there is a table %s that no rebuild left".formatted(table, other),
                "rename or drop table %s".formatted(other));
    }

    public static Problem zeroCharacter(String database) {
        return cannot(
                database,
                "keep the character U+0000 in a text",
                "leave it out, or keep the value as bytes, in a binary column");
    }

    public static Problem materializedView(String database, String view) {
        return cannot(
                database,
                "keep the rows of view %s".formatted(view),
                "create a table, and fill it with execute(\"insert … select …\")");
    }

    public static Problem sequence(String database, String sequence) {
        return cannot(
                database,
                "keep sequence %s".formatted(sequence),
                "number rows with autoIncrement(), or count in a table");
    }

    /** {@code program}: such as {@code function answer}. */
    public static Problem program(String database, String program) {
        return cannot(database, "keep %s".formatted(program), "do its work in the application, or in a trigger");
    }

    public static Problem quotationMarkInName(String database, String name) {
        return cannot(
                database, "have a double quotation mark in the name %s".formatted(name), "choose a name without one");
    }

    public static Problem longBytes(String database, int bytes, int most) {
        return cannot(
                database,
                "have %d bytes in a statement, which takes %d".formatted(bytes, most),
                "insert them in a data step, which sends them beside the statement");
    }

    public static Problem number(String database, String number) {
        return cannot(database, "keep the number %s".formatted(number), "use null, or a number that stands for it");
    }

    public static Problem batchEndInComment(String database) {
        return cannot(
                database,
                "be given a comment with a line that begins with GO",
                "write the comment without such a line: clients take it for the end of a batch");
    }

    private static Problem cannot(String database, String refused, String instead) {
        return DatabaseMessages.unsupported(database, refused, Fix.of(instead));
    }
}
