package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Databases that are not named, not reached, or that fail outside the statements of a script. */
@API(status = INTERNAL, since = "0.1")
public final class DatabaseMessages {
    private DatabaseMessages() {}

    public static Problem noDatabase() {
        return Problem.of(
                ErrorCode.NO_DATABASE,
                "no database is named",
                new Fix("set url in migrate.toml, or give --url", "call dataSource(…) on the builder"));
    }

    public static Problem noUrl() {
        return Problem.of(
                ErrorCode.BAD_URL,
                "no database URL is given",
                new Fix("set url in migrate.toml, or give --url or MIGRATE_URL", "give a database URL"));
    }

    /** {@code masked}: without its password. */
    public static Problem badUrl(String masked, String reason) {
        return Problem.of(
                ErrorCode.BAD_URL,
                "the database URL %s cannot be read: %s".formatted(masked, reason),
                "write postgresql://user:password@host:5432/database, sqlite:path or any jdbc: URL, and"
                        + " percent-encode special characters of user and password");
    }

    /** {@code artifact}: the driver of that kind of database; null when it is not known. */
    public static Problem noDriver(String masked, @Nullable String artifact) {
        return Problem.of(
                ErrorCode.NO_DRIVER,
                "no JDBC driver on the class path takes " + masked,
                artifact == null
                        ? "add the database's JDBC driver to the class path, or correct the URL"
                        : "add %s to the class path".formatted(artifact));
    }

    public static Problem driverNotLoaded(String masked, String reason) {
        return Problem.of(
                ErrorCode.DRIVER_NOT_LOADED,
                "the driver of %s cannot be loaded: %s".formatted(masked, reason),
                "free space in the folder for temporary files, and allow programs there; or add what the driver needs"
                        + " to the class path");
    }

    public static Problem unknownDialect(String what, List<String> known) {
        return Problem.of(
                ErrorCode.UNKNOWN_DIALECT,
                "no dialect is known for %s; there are %s".formatted(what, Words.list(known)),
                "use one of these databases, or add a dialect for yours to the class path");
    }

    /** {@code address}: host and port; null when they are not known. */
    public static Problem unreachable(String masked, String reason, @Nullable String address) {
        return Problem.of(
                ErrorCode.UNREACHABLE,
                "cannot reach %s: %s".formatted(masked, reason),
                address == null
                        ? "check host and port in the URL, and that the database is running"
                        : "check that the database is running at %s and that no firewall is in between"
                                .formatted(address));
    }

    public static Problem refused(String masked, String reason, String fix) {
        return Problem.of(ErrorCode.REFUSED, "cannot connect to %s: %s".formatted(masked, reason), fix);
    }

    /** A data source of the application's gave no connection. */
    public static Problem noConnection() {
        return Problem.of(
                ErrorCode.DATABASE_ERROR,
                "the data source gives no connection",
                "check that the database is running, and the settings of the data source");
    }

    /** {@code attempt}: what was tried, such as {@code read the table users from the catalog}. */
    public static Problem failed(ErrorCode code, String attempt) {
        return Problem.of(
                code, "cannot " + attempt, "check the connection and the privileges of its user, then run again");
    }

    /** {@code user}: whose privilege is missing. */
    public static Problem lockPrivilege(String user) {
        return Problem.of(
                ErrorCode.LOCK_PRIVILEGE,
                "user %s may not use DBMS_LOCK, which keeps migrators apart".formatted(user),
                "as an administrator run: GRANT EXECUTE ON SYS.DBMS_LOCK TO " + user);
    }

    public static Problem unreadableSqlite() {
        return Problem.of(
                ErrorCode.CATALOG_UNREADABLE,
                "the catalog of the SQLite database cannot be read",
                "check that the file is a SQLite database and that no other program holds it");
    }

    /** {@code holder}: who has it locked; null where the system does not tell. */
    public static Problem lockedFile(@Nullable String holder) {
        return Problem.of(
                ErrorCode.LOCKED,
                "another program has the file of the SQLite database locked" + (holder == null ? "" : ": " + holder),
                "wait until it has finished, or end it, and run again");
    }

    public static Problem readOnlyFile() {
        return Problem.of(
                ErrorCode.READ_ONLY,
                "the file of the SQLite database may only be read",
                "let this user write to the file and to its folder, and remove mode=ro from the URL");
    }

    /** {@code file}: one that would be beside that of the database. */
    public static Problem readOnlyFileSystem(String file) {
        return Problem.of(
                ErrorCode.READ_ONLY,
                "the file system of the SQLite database may only be read, so %s cannot be made".formatted(file),
                "make the file system writable, or work on a copy of the database elsewhere");
    }

    /** The disk, a tablespace, or a size that somebody has allowed. */
    public static Problem full() {
        return Problem.of(
                ErrorCode.DISK_FULL,
                "the database has no room left: its disk is full, or it may not become larger",
                new Fix(
                        "make room on the disk of the database, or allow it to become larger; then run the same command again",
                        "make room on the disk of the database, or allow it to become larger; then run the migrator again"));
    }

    /** A standby, or a server or user that somebody has set so. */
    public static Problem readOnly() {
        return readOnly("connect to the primary server, or let this one write");
    }

    public static Problem readOnlyPostgres() {
        return readOnly("connect to the primary server. With several hosts in the URL, add targetServerType=primary");
    }

    private static Problem readOnly(String fix) {
        return Problem.of(
                ErrorCode.READ_ONLY,
                "the database may only be read: this server is a standby, or someone has made it read-only",
                fix);
    }

    public static Problem readOnlyH2() {
        return Problem.of(
                ErrorCode.READ_ONLY,
                "the database was opened only to be read",
                "remove ACCESS_MODE_DATA=r from the URL, and let this user write to the file");
    }

    /** {@code table}: one of ours. */
    public static Problem hiddenRows(String table) {
        return Problem.of(
                ErrorCode.ROWS_HIDDEN,
                "table %s shows no rows, and row security may hide them from this user".formatted(table),
                "let the user see them: disable row security of the table, or give the user BYPASSRLS");
    }

    public static Problem lockFile(String file, String reason) {
        return Problem.of(
                ErrorCode.LOCK_FILE,
                "the lock file %s cannot be used: %s".formatted(file, reason),
                "let this user write to the database's folder, as SQLite needs that too; move away what is not a"
                        + " lock file");
    }

    /** A reason why a lock file cannot be used. */
    public static String noRegularFile() {
        return "it is a link, or no regular file";
    }

    /** A reason why a lock file cannot be used. */
    public static String hasOtherNames() {
        return "it is a link to another file";
    }

    /** A reason why a lock file cannot be used. */
    public static String otherContent() {
        return "its content is not that of a lock file";
    }

    /** {@code holder}: who holds the lock; null where the database does not tell. */
    public static Problem locked(long seconds, @Nullable String holder) {
        return Problem.of(
                ErrorCode.LOCKED,
                "another migrator holds the lock of this database after %d s of waiting%s"
                        .formatted(seconds, holder == null ? "" : ": " + holder),
                new Fix(
                        "wait until it has finished and run again, or wait longer with --lock-timeout",
                        "wait until it has finished and run again, or wait longer with lockTimeout(…)"));
    }

    /** Who holds a lock, for others. */
    public static String holder(String user, String host, long pid) {
        return "pid %d on %s, user %s".formatted(pid, host, user);
    }

    /** {@code since}: by the clock of the database. */
    public static String holderSince(String holder, String since) {
        return "%s, since %s".formatted(holder, since);
    }

    /** {@code holder}: who has the lock now; null for nobody. */
    public static Problem lockTaken(@Nullable String holder) {
        return Problem.of(
                ErrorCode.LOCK_LOST,
                "the migration lock of this run was not renewed in time, and another migrator took it%s"
                        .formatted(holder == null ? "" : ": " + holder),
                new Fix(
                        "wait until it has finished, then run the same command again",
                        "wait until it has finished, then run the migrator again"));
    }

    /**
     * {@code limit}: with its unit, such as {@code 63 bytes}. {@code length}: counted as the database does.
     */
    public static Problem nameTooLong(String dialect, String name, int length, String limit) {
        return Problem.of(
                ErrorCode.NAME_TOO_LONG,
                "%s keeps %s of a name, and \"%s\" has %d".formatted(dialect, limit, name, length),
                "shorten the name");
    }

    /** A statement must repeat what is not known of a table: offline no script creates it, or an opaque one did. */
    public static Problem unsupported(String dialect, String what, Fix instead) {
        return Problem.of(ErrorCode.UNSUPPORTED_OPERATION, "%s cannot %s".formatted(dialect, what), instead);
    }

    public static Problem csvValue(String file, String place, String text, String type, String column, String table) {
        return Problem.of(
                ErrorCode.BAD_CSV,
                "%s, %s: \"%s\" is no %s, the type of column %s of table %s"
                        .formatted(file, place, text, type, column, table),
                "correct the file; nullText of loadCsv is what stands for null");
    }

    /** A warning: a command that reads only does not create the file of a database. */
    public static String noFile(String file) {
        return "there is no file %s yet: the first upgrade creates it".formatted(file);
    }
}
