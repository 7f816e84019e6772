package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Histories of other tools that cannot be imported or taken over. */
@API(status = INTERNAL, since = "0.1")
public final class ImportMessages {
    private ImportMessages() {}

    public static Problem unreadable(String file, String reason) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the file %s cannot be imported: %s".formatted(file, reason),
                "correct the file, or leave its folder out");
    }

    public static Problem noFolder(String folder) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the folder %s does not exist".formatted(folder),
                "name the folder of the other tool's migrations");
    }

    public static Problem noChangeLog(String file) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the change log %s does not exist".formatted(file),
                "name the change log that the application starts with");
    }

    public static Problem nothingToImport(List<String> folders) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "no migration was found in %s".formatted(Words.list(folders)),
                "name the folder of the other tool's migrations");
    }

    /** A database to build in has tables. */
    public static Problem notEmpty() {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "a database of --prove has tables already",
                "name two empty databases, which only the proof uses");
    }

    public static Problem oldSqlFailed(String place, String reason) {
        return Problem.of(
                ErrorCode.IMPORT_DIFFERS,
                "the old SQL of %s fails: %s".formatted(place, reason),
                "name databases of the kind and version that the SQL is for");
    }

    /** The table of the other tool. */
    public static Problem noOldTable(String table) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "the database has no table %s".formatted(table),
                new Fix(
                        "name the history table of the other tool with --table",
                        "give the OldHistory the name of the table"));
    }

    /** A migration that the other tool began and did not finish. */
    public static Problem oldFailure(String script) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "%s failed when the other tool ran it".formatted(script),
                "repair it with the other tool first");
    }

    /** A row of the other tool that no script stands for. */
    public static Problem oldUnknown(String script) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "the database has %s, and no script stands for it".formatted(script),
                "import the version of the project that made the database");
    }

    /** A file that is not what was run. */
    public static Problem oldEdited(String script, String revision) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "%s was edited after it had been applied, and revision %s stands for the edited text"
                        .formatted(script, revision),
                "restore the file and import again, or let the other tool repair its checksum");
    }

    /** A repeatable script that is pending after a database was taken over. */
    public static String runsAgain(String revision, boolean isEdited) {
        return "%s is pending and runs again with the next upgrade: %s"
                .formatted(
                        revision,
                        isEdited ? "its file was edited after it had run" : "revisions beneath it are pending");
    }

    /** A script of objects that the next upgrade applies although the other tool has run it. */
    public static String objectsRunAgain(String script, boolean isEdited) {
        return "%s is applied again by the next upgrade: %s"
                .formatted(
                        script,
                        isEdited
                                ? "its file was edited after it had run"
                                : "the other tool does not tell whether the database has this text");
    }

    /** A script of objects that was edited since it was imported. */
    public static String objectsEdited(String script) {
        return "%s is applied by the next upgrade: the script was edited after it had been imported".formatted(script);
    }

    /** A repeatable script that cannot be pending, because revisions above it are applied. */
    public static Problem repeatableEdited(String revision) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "revision %s stands beneath applied ones, and the database has another text of its file"
                        .formatted(revision),
                "let the other tool run the file of the project first");
    }

    /** Revisions beneath applied ones. */
    public static Problem hole(String revision, String message) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "revision %s, \"%s\", stands beneath applied ones, and the database does not have it"
                        .formatted(revision, message),
                "apply it with the other tool first");
    }

    /** A database that Kmigrate runs already. */
    public static Problem alreadyAdopted(List<String> rows) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "the database has version rows already: %s".formatted(String.join(", ", rows)),
                "leave it: a database is taken over once");
    }

    /** Scripts that were not imported. */
    public static Problem noMap(String file) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "there is no %s, so no one knows which script stands for what".formatted(file),
                "import the history of the other tool first");
    }

    /** Scripts that come from another tool than the one that is named. */
    public static Problem mapOfOther(String file, String found, String wanted) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "%s says that the scripts come from %s, and %s was named".formatted(file, found, wanted),
                "name %s, or import the history of %s first".formatted(found, wanted));
    }

    /** Two tables that are both written, and do not say the same. */
    public static Problem tablesDisagree(
            String tool, String table, List<String> missingHere, List<String> missingThere) {
        String here = missingHere.isEmpty() ? "" : "only it has " + Words.list(missingHere);
        String there = missingThere.isEmpty() ? "" : "it lacks " + Words.list(missingThere);
        return Problem.of(
                ErrorCode.TABLES_DISAGREE,
                "the table %s of %s does not agree with the version table: %s"
                        .formatted(
                                table,
                                tool,
                                here.isEmpty() || there.isEmpty() ? here + there : here + ", and " + there),
                "find out which revisions the database has, and correct the table that is wrong");
    }

    /** Two files for one version. */
    public static Problem versionTwice(String version, String first, String second) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "version %s has two files: %s and %s".formatted(version, first, second),
                "name the folders of one database only");
    }

    /** An interpreter that is not there. */
    public static Problem noInterpreter(String python, String reason) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the interpreter %s cannot be started: %s".formatted(python, reason),
                new Fix(
                        "name the project's own one: --python .venv/bin/python",
                        "give the reader the path of the project's interpreter"));
    }

    /** An interpreter that lacks the other tool. */
    public static Problem noTool(String python, String module) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the interpreter %s has no module %s".formatted(python, module),
                new Fix(
                        "name the project's own one: --python .venv/bin/python",
                        "give the reader the path of the project's interpreter"));
    }

    public static Problem recordingFailed(String python, String reason) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the interpreter %s cannot record the history: %s".formatted(python, reason),
                "use an interpreter that runs the other tool on this project");
    }

    /** A kind of database that the other tool cannot write SQL for. */
    public static Problem unknownDatabase(String tool, String dialect) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "%s cannot write SQL for %s".formatted(tool, dialect),
                new Fix(
                        "name the database that the history is for with --dialect",
                        "give the reader the dialect of the database that the history is for"));
    }

    /** Code that the revisions load and the interpreter does not have. */
    public static Problem missingModules(List<String> modules) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the revisions load modules that are missing: %s".formatted(String.join(", ", modules)),
                new Fix(
                        "name the project's own interpreter with --python, or continue without the modules: --stub",
                        "give the reader the project's own interpreter, or let it continue without the modules"));
    }

    /** What is said of a database until the first upgrade. */
    public static String notTakenOver(String tool, List<String> rows) {
        return "the database is still one of %s, whose table puts it at %s: the first upgrade takes it over"
                .formatted(tool, rows.isEmpty() ? "base" : String.join(", ", rows));
    }

    /** Where both tables are written, and a script of objects was edited without its file. */
    public static String fileOutdated(String file, String tool) {
        return ("%1$s makes other objects than its scripts in repeatable/, so that %2$s may run it again: "
                        + "write the file with `migrate export --format %2$s`")
                .formatted(file, tool);
    }

    /** A file of another tool that it runs at each change, and that can run only once. */
    public static String runsOnce(String file, String object) {
        return "%s fails where %s is there already: give its script a drop with IF EXISTS".formatted(file, object);
    }

    /** Files of Flyway whose names give the wrong order. */
    public static String runsBefore(String file, String needed) {
        return "%s needs objects of %s, and Flyway runs it first: rename a script of a new file"
                .formatted(file, needed);
    }

    /** A tool without files that run again. */
    public static String noRepeatables(String tool, int count) {
        return "%s has nothing like repeatable objects: %d of them stay with Kmigrate".formatted(tool, count);
    }

    /** A change set that a person wrote. */
    public static String changedByHand(String changeSet, String file, List<String> objects) {
        return "%s makes %s: change it there, in %s".formatted(changeSet, String.join(", ", objects), file);
    }

    /** One file has the objects of one kind of database. */
    public static String objectsOfSeveral(int count) {
        return "the scripts are for several kinds of databases, so %d repeatable objects are left out".formatted(count);
    }

    /** A run that would have to write before it is rolled back, or that leads down. */
    public static Problem takeOverFirst(String tool) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "the database is still one of %s, and only an upgrade takes it over".formatted(tool),
                new Fix(
                        "look at `upgrade --plan`, or take it over first: `adopt`",
                        "look at planUpgrade(), or take it over first: adopt(…)"));
    }

    /** A revision that is to be written into the table of a tool which does not know it. */
    public static Problem notExported(String revision, String tool) {
        return Problem.of(
                ErrorCode.NOT_EXPORTED,
                "%s knows no file for revision %s, and its table is written, too".formatted(tool, revision),
                new Fix("write the file: `migrate export --format %s`".formatted(tool), "export the revision first"));
    }

    /** Revisions that no statement says. */
    public static Problem cannotExport(String revision, String reason) {
        return Problem.of(
                ErrorCode.CANNOT_EXPORT,
                "revision %s cannot be written for another tool: %s".formatted(revision, reason),
                new Fix(
                        "give its code an offlineSql, or write a file that fails there: --stub",
                        "give its code an offlineSql"));
    }

    /** SQL that the other tool would change: {@code text} is the place in it. */
    public static Problem takenForProperty(String revision, String text) {
        return Problem.of(
                ErrorCode.CANNOT_EXPORT,
                "Liquibase would take %s in the SQL of revision %s for a property of its own".formatted(text, revision),
                "write it in two parts, such as '$' || '{…}'");
    }

    /** SQL that another tool may change. */
    public static String mayBeProperty(String text, String revision) {
        return "revision %s has %s in its SQL: Liquibase replaces it if a property has that name"
                .formatted(revision, text);
    }

    public static Problem longId(String revision, int most) {
        return Problem.of(
                ErrorCode.CANNOT_EXPORT,
                "the id %s has more characters than the other tool keeps, which are %d".formatted(revision, most),
                "give the revision a shorter id");
    }

    /** A map of another tool. */
    public static Problem otherTool(String found, String wanted) {
        return Problem.of(
                ErrorCode.CANNOT_EXPORT,
                "the scripts come from %s, and files of %s were asked for".formatted(found, wanted),
                "export for %s, or from a copy of the scripts without import-map.json".formatted(found));
    }

    /** A change log that finds files by itself. */
    public static String includesAll(String changeLog) {
        return "%s has an includeAll: see that it finds the new files, or include them".formatted(changeLog);
    }

    /** A change log that only its owner can change. */
    public static String includeByHand(String file, String changeLog) {
        return "include %s in %s, relative to it".formatted(file, changeLog);
    }

    /** A lock that lasts longer than a transaction. */
    public static Problem noPool(String tool) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "the lock of %s cannot be held behind a pool of transactions".formatted(tool),
                "run once with a URL that leads to the database itself");
    }

    /** A tool whose table needs no taking over. */
    public static Problem keepsTable(String table) {
        return Problem.of(
                ErrorCode.CANNOT_ADOPT,
                "the table %s is a version table already".formatted(table),
                "set version_table = \"%s\", and leave the rest as it is".formatted(table));
    }
}
