package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;

/** Models that cannot be read or compared. */
@API(status = INTERNAL, since = "0.1")
public final class ModelMessages {
    private ModelMessages() {}

    public static Problem noModel() {
        return Problem.of(
                ErrorCode.NO_MODEL,
                "there is no model to compare with",
                new Fix(
                        "add to migrate.toml: [model] and scripts = [\"model\"] or tables = [\"com.acme.Tables\"]",
                        "call model(…) on the builder"));
    }

    public static Problem missingClassPath(String entry) {
        return Problem.of(
                ErrorCode.NO_MODEL_CLASS_PATH,
                "the class path of the model names %s, which does not exist".formatted(entry),
                "build the application first, or correct the path");
    }

    public static Problem unreadableClassPath(String reason) {
        return Problem.of(
                ErrorCode.NO_MODEL_CLASS_PATH,
                "the class path of the model cannot be read: " + reason,
                "check the file and its permissions");
    }

    public static Problem unknownClass(String name) {
        return unknownClass(
                name,
                new Fix(
                        "correct the name, build the application, or complete classpath in [model]",
                        "correct the name, or complete the class path of the Model"));
    }

    /** {@code near}: the class that may be meant. */
    public static Problem unknownClass(String name, String near) {
        return unknownClass(name, Fix.of("did you mean \"" + near + "\"?"));
    }

    private static Problem unknownClass(String name, Fix fix) {
        return Problem.of(
                ErrorCode.UNKNOWN_MODEL_CLASS, "the class path of the model has no class or package " + name, fix);
    }

    public static Problem noTableClass(String name, String tableClass) {
        return notATable(
                name,
                "name an object that extends %s, a class that holds such objects, or their package"
                        .formatted(tableClass));
    }

    /** A table class of which there is no single instance. */
    public static Problem noTableObject(String name) {
        return notATable(name, "make it a Kotlin object, or name what holds instances of it");
    }

    private static Problem notATable(String name, String fix) {
        return Problem.of(ErrorCode.NOT_A_TABLE, name + " is no Exposed table and declares none", fix);
    }

    public static Problem noTablesInPackage(String name) {
        return Problem.of(
                ErrorCode.NOT_A_TABLE,
                "package %s holds no Exposed table".formatted(name),
                "name the package that declares them");
    }

    public static Problem unloadableClass(String origin, String reason) {
        return unloadable(
                origin,
                reason,
                new Fix(
                        "correct the class, or complete classpath in [model] with all that it needs",
                        "correct the class, or complete the class path of the Model with all that it needs"));
    }

    public static Problem oldExposed(String origin, String reason) {
        return unloadable(
                origin,
                reason,
                Fix.of("compile the model with Exposed 1, whose packages begin with org.jetbrains.exposed.v1"));
    }

    private static Problem unloadable(String origin, String reason, Fix fix) {
        return Problem.of(ErrorCode.UNLOADABLE_MODEL_CLASS, origin + " does not load: " + reason, fix);
    }

    public static Problem unreadableTable(String table, String origin, String reason) {
        return Problem.of(
                ErrorCode.UNREADABLE_MODEL_TABLE,
                "table %s in %s: %s".formatted(table, origin, reason),
                "declare it in another way");
    }

    public static Problem duplicateTable(String table, String first, String second) {
        return Problem.of(
                ErrorCode.DUPLICATE_MODEL_TABLE,
                "the model has two tables %s: in %s and in %s".formatted(table, first, second),
                new Fix("keep one of them, or name only one in [model]", "keep one of them, or name only one"));
    }

    public static Problem unreadableSql(String file, String reason) {
        return Problem.of(
                ErrorCode.MODEL_SQL,
                "the file %s of the model cannot be read: %s".formatted(file, reason),
                "write the file before the comparison, for example in the build, or correct the path");
    }

    /** {@code reason}: why there is no place to try the file out. */
    public static Problem sqlWithoutScratch(String reason) {
        return Problem.of(
                ErrorCode.MODEL_SQL,
                "the SQL files of the model cannot be run: " + reason,
                "compare on a kind of database that has one");
    }

    public static Problem failedSql(String sql, String reason) {
        return Problem.of(
                ErrorCode.MODEL_SQL,
                "the database refuses a statement of the model: %s\n  %s".formatted(reason, firstLine(sql)),
                "let the file be written for this kind of database");
    }

    public static Problem foreignSql(String sql) {
        return Problem.of(
                ErrorCode.MODEL_SQL,
                "the SQL of a model may only create and alter tables, indexes, sequences, types and views\n  "
                        + firstLine(sql),
                "leave this statement out of the file, for example with the action `create`");
    }

    public static Problem qualifiedSql(String name) {
        return Problem.of(
                ErrorCode.MODEL_SQL,
                "the SQL of a model names a schema: " + name,
                "leave schemas out of the file; its tables are those of the schema of the connection");
    }

    private static String firstLine(String sql) {
        return sql.strip().lines().findFirst().orElse("").strip();
    }

    public static Problem noTables() {
        return Problem.of(
                ErrorCode.EMPTY_MODEL,
                "the model has no tables, and a comparison with it would drop everything",
                nameTables());
    }

    /** {@code file}: where a table could be declared; it need not be there. */
    public static Problem noTablesInScripts(String file) {
        return Problem.of(
                        ErrorCode.EMPTY_MODEL,
                        "the model has no tables, and a comparison with it would drop everything",
                        "declare a table in " + file)
                .at(Location.of(file));
    }

    public static Problem allTablesGone(int tables) {
        return Problem.of(
                ErrorCode.EMPTY_MODEL,
                "the model has no tables, and the database has %d: all would be dropped".formatted(tables),
                new Fix(
                        nameTables().command() + ", or drop the tables in a script by hand",
                        nameTables().java() + ", or drop the tables in a script by hand"));
    }

    private static Fix nameTables() {
        return new Fix(
                "name what declares them with tables or scripts in [model]", "name what declares them in model(…)");
    }

    /** {@code known}: what could be renamed, for near names. */
    public static Problem unknownOldName(String kind, String name, Collection<String> known) {
        return unknownRename("the database has no %s %s that could be renamed".formatted(kind, name), name, known);
    }

    /**
     * {@code kind}: {@code table} or {@code column}. {@code known}: what the model has, for near names.
     */
    public static Problem unknownNewName(String kind, String old, String name, Collection<String> known) {
        return unknownRename(
                "%s cannot be renamed to %s: the model has no such %s".formatted(old, name, kind), name, known);
    }

    /**
     * {@code kind}: {@code table} or {@code column}. {@code place}: {@code database} or {@code table}.
     */
    public static Problem takenNewName(String kind, String old, String name, String place) {
        return unknownRename(
                "%s cannot be renamed to %s: the %s has a %s of that name".formatted(old, name, place, kind),
                name,
                List.of());
    }

    private static Problem unknownRename(String message, String name, Collection<String> known) {
        String question = NearNames.question(name, known);
        return Problem.of(ErrorCode.UNKNOWN_RENAME, message, question.isEmpty() ? "correct the rename" : question);
    }

    public static Problem enumLosesValues(String type, List<String> values) {
        return Problem.of(
                ErrorCode.ENUM_CHANGE,
                "the model's type %s loses %s, which rows may hold".formatted(type, quoted(values)),
                "rename a value with renameEnumValue(…) in a script, or create a new type there and convert the"
                        + " columns");
    }

    public static Problem enumReordered(String type, List<String> wanted, List<String> live) {
        return Problem.of(
                ErrorCode.ENUM_CHANGE,
                "the model's type %s puts its values in another order: %s".formatted(type, quoted(wanted)),
                "keep the order of the database, %s, or create a new type in a script and convert the columns"
                        .formatted(quoted(live)));
    }

    private static String quoted(List<String> labels) {
        return Words.list(labels.stream().map(label -> "'" + label + "'").toList());
    }

    /** A warning: the model could not be created in a scratch schema. */
    public static String comparedAsWritten(String reason) {
        return "the model is compared as it is written, so another spelling of a default or an expression counts as a"
                + " change: " + reason;
    }

    public static String comparedByName(String reason) {
        return "checks, default expressions, computed columns, views and programs are compared by name alone, because no"
                + " scratch schema can be made: " + reason;
    }

    /** The same, where the database tells of tables. */
    public static String objectsComparedByName(String reason) {
        return "views and programs are compared by name alone, because no scratch schema can be made: " + reason;
    }

    /** Behind why no scratch schema can be made. */
    public static String scratchGrant(String statement) {
        return ". An administrator can allow it: " + statement;
    }

    /** Why a model is compared as it is written. */
    public static String noScratchSchema() {
        return "this kind of database has no scratch schema";
    }
}
