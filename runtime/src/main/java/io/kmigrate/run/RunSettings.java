package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.RowLock;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.OnlineCommand;
import io.kmigrate.execution.OnlineSettings;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.SideTable;
import io.kmigrate.lint.LintSettings;
import io.kmigrate.message.BuilderMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.revision.OnlineMode;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.TextOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How all commands reach one database and run there.
 *
 * @param dataSource gives connections; null where {@code connection} is given, or where no database is needed
 * @param connection the caller's own connection, which stays open; null where {@code dataSource} is given
 * @param versionTable where the version rows are; the history table stands beside it
 * @param tag what the history says of every step; null for nothing
 * @param environment what {@code onlyIn} of scripts is compared with; null for none
 * @param lockTimeout how long to wait for another migrator; zero tries once
 * @param limits of each statement, where a script sets none
 * @param lockRetries how often a revision starts again after others' locks made the database roll it back
 * @param isPooled whether each transaction may be another session of the server
 * @param ignoresUnknown whether revisions that the database has and no script has are ignored
 * @param online whether operations run in parts that let others work, where a script says nothing
 * @param onlineCommand does what the server has no such parts of; null for nothing
 * @param lint what the project thinks of the lint rules
 * @param predecessor the tool that migrated the database before; null where none is named
 * @param secrets what neither messages nor the history may hold, beside those of a URL
 * @param warnings hears what a user should know although it stops nothing
 */
@API(status = INTERNAL, since = "0.1")
public record RunSettings(
        @Nullable DataSource dataSource,
        @Nullable Connection connection,
        TableName versionTable,
        TransactionMode transaction,
        @Nullable String tag,
        @Nullable String environment,
        Duration lockTimeout,
        Limits limits,
        int lockRetries,
        boolean isPooled,
        boolean ignoresUnknown,
        ExecutionListener listener,
        OnlineMode online,
        @Nullable OnlineCommand onlineCommand,
        LintSettings lint,
        @Nullable Predecessor predecessor,
        Secrets secrets,
        Consumer<String> warnings) {
    private static final String VERSION = "_version";
    private static final String HISTORY = "history";
    private static final String BACKFILL = "backfill";
    private static final String BACKFILL_ERROR = "backfill_error";

    /** As many doublings of the pause as anybody waits for. */
    private static final int MOST_RETRIES = 20;

    /** @throws io.kmigrate.failure.MigrationException for a value that cannot be */
    public RunSettings {
        String schema = versionTable.schema();
        refuse(versionTable.name().isBlank() || (schema != null && schema.isBlank()), BuilderMessages.versionTable());
        refuse(tag != null && tag.isBlank(), BuilderMessages.tag());
        refuse(environment != null && environment.isBlank(), BuilderMessages.environment());
        refuse(lockTimeout.isNegative() || lockTimeout.compareTo(Limits.LONGEST) > 0, BuilderMessages.lockTimeout());
        refuse(isImpossible(limits.lock()), BuilderMessages.limit("statementLockTimeout"));
        refuse(isImpossible(limits.statement()), BuilderMessages.limit("statementTimeout"));
        refuse(lockRetries < 0 || lockRetries > MOST_RETRIES, BuilderMessages.lockRetries(MOST_RETRIES));
    }

    private static boolean isImpossible(@Nullable Duration limit) {
        return limit != null && !Limits.isPossible(limit);
    }

    private static void refuse(boolean isBad, Problem problem) {
        if (isBad) {
            throw problem.exception();
        }
    }

    /** When operations run in parts that let others work. */
    public OnlineSettings onlineSettings() {
        return new OnlineSettings(online, lint.large(), onlineCommand, TextOperations::of);
    }

    /** The tables that are Kmigrate's, and none of the application's. Not all of them are everywhere. */
    public List<TableName> ownTables() {
        return ownTables(versionTable);
    }

    /** The same where the version table has a name. */
    public static List<TableName> ownTables(TableName versionTable) {
        return List.of(
                versionTable,
                beside(versionTable, HISTORY),
                RowLock.table(versionTable),
                beside(versionTable, BACKFILL),
                beside(versionTable, BACKFILL_ERROR));
    }

    /** What each change of the version rows is written to as well. */
    public SideTable side() {
        return predecessor == null ? SideTable.none() : predecessor.side();
    }

    /** The history table stands beside the version table. */
    public TableName historyTable() {
        return beside(versionTable, HISTORY);
    }

    /** The rows that backfills left out are there, too. */
    public TableName backfillErrorTable() {
        return beside(versionTable, BACKFILL_ERROR);
    }

    /** The table of checkpoints stands there, too. */
    public TableName backfillTable() {
        return beside(versionTable, BACKFILL);
    }

    /** Beside {@code shop_version} stands {@code shop_history}: histories in one schema share no table. */
    private static TableName beside(TableName versionTable, String content) {
        String name = versionTable.name();
        boolean isVersion = name.toLowerCase(Locale.ROOT).endsWith(VERSION);
        String owner = isVersion ? name.substring(0, name.length() - VERSION.length()) : name;
        return versionTable.withName(owner + "_" + content);
    }
}
