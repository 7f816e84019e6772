package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Causes;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.CodeBlock;
import io.kmigrate.operation.CodeContext;
import io.kmigrate.operation.TextParameters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import kotlin.Unit;
import kotlin.jvm.functions.Function0;
import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.DatabaseApi;
import org.jetbrains.exposed.v1.core.DatabaseConfig;
import org.jetbrains.exposed.v1.core.vendors.DatabaseDialect;
import org.jetbrains.exposed.v1.jdbc.Database;
import org.jetbrains.exposed.v1.jdbc.DatabaseConnectionAutoRegistration;
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction;
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionManager;
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionsKt;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a run, on which SQL and Exposed code share a transaction. Exposed is loaded at the
 * first code step and not before. Not thread-safe.
 */
@API(status = INTERNAL, since = "0.1")
public final class MigrationConnection implements AutoCloseable {
    private final Connection connection;
    private final GuardedConnection guard;
    private final boolean autoCommit;
    private final boolean isEnclosed;
    private final TextParameters textParameters;
    private @Nullable Database database;
    private @Nullable Database formerDefault;

    /**
     * Takes ownership of {@code connection}: {@link #close} closes it, as it was found. Until then it commits
     * each statement by itself, unless a transaction was begun.
     *
     * @param textParameters how the database takes texts from code
     */
    public MigrationConnection(Connection connection, TextParameters textParameters) throws SQLException {
        this(connection, textParameters, false);
    }

    private MigrationConnection(Connection connection, TextParameters textParameters, boolean isEnclosed)
            throws SQLException {
        this.connection = connection;
        this.textParameters = textParameters;
        this.isEnclosed = isEnclosed;
        this.guard = new GuardedConnection(connection);
        this.autoCommit = connection.getAutoCommit();
        if (!autoCommit && !isEnclosed) {
            connection.setAutoCommit(true);
        }
    }

    /** The same for a connection inside a transaction of somebody's, which goes on after {@link #close}. */
    public static MigrationConnection enclosed(Connection connection, TextParameters textParameters)
            throws SQLException {
        return new MigrationConnection(connection, textParameters, true);
    }

    /** The raw connection, for SQL. Users' SQL never goes through Exposed, which guesses its kind. */
    public Connection jdbc() {
        return connection;
    }

    /**
     * Runs a block once, in the transaction that is open.
     *
     * @param sqlCheck hears each statement before it is sent, and throws where it must not run
     * @throws Exception what the block throws, and {@link SQLException} when something in it
     *     failed without the block failing
     */
    public void run(CodeBlock block, Consumer<String> sqlCheck) throws Exception {
        @Nullable Exception[] failure = new Exception[1];
        guard.enterBlock(sqlCheck);
        try {
            TransactionsKt.transaction(database(), null, null, transaction -> {
                failure[0] = attempt(block, transaction);
                guard.leaveBlock();
                return Unit.INSTANCE;
            });
        } finally {
            guard.leaveBlock();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        if (guard.wasRolledBack()) {
            throw new SQLException(StepMessages.swallowedFailure());
        }
    }

    private @Nullable Exception attempt(CodeBlock block, JdbcTransaction transaction) {
        transaction.putUserData(SchemaColumnType.PARAMETERS, textParameters);
        try {
            block.run(new Context(transaction, guard.proxy()));
            return null;
        } catch (Exception failed) {
            return failed;
        } catch (LinkageError missing) {
            return new MigrationException(StepMessages.missingCode(said(missing)), missing);
        } catch (OutOfMemoryError full) {
            return new MigrationException(StepMessages.outOfMemory(), full);
        } catch (InternalError | UnknownError broken) {
            throw broken;
        } catch (Throwable thrown) {
            // A script's own: its transaction is rolled back as after any failure.
            return new ExecutionException(said(thrown), thrown);
        }
    }

    private static String said(Throwable error) {
        String message = Causes.message(error);
        return error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private Database database() throws SQLException {
        if (database == null) {
            String product = connection.getMetaData().getDatabaseProductName();
            Database former = TransactionManager.Companion.getPrimaryDatabase();
            database = Database.Companion.connect(
                    guard::proxy,
                    DatabaseConfig.Companion.invoke(settings -> {
                        // Exposed's default runs a failed block three times.
                        settings.setDefaultMaxAttempts(1);
                        // Every name of ours is quoted; H2 would look for capitals without quotes.
                        settings.setPreserveIdentifierCasing(true);
                        dialectOf(product).ifPresent(settings::setExplicitDialect);
                        return Unit.INSTANCE;
                    }),
                    ServiceLoader.load(
                                    DatabaseConnectionAutoRegistration.class,
                                    DatabaseConnectionAutoRegistration.class.getClassLoader())
                            .findFirst()
                            .orElseThrow(),
                    connected -> new TransactionManager(connected, (ignored, transaction) -> Unit.INSTANCE));
            keepDefault(former);
        }
        return database;
    }

    /** Exposed takes the kind of a database from its driver. One that also connects to another kind is no such sign. */
    private static Optional<DatabaseDialect> dialectOf(String product) {
        return Optional.ofNullable(DatabaseApi.Companion.getDialects().get(product.toLowerCase(Locale.ROOT)))
                .map(Function0::invoke);
    }

    /** The newest database becomes the default of {@code transaction { }}: not in an application that has one. */
    private void keepDefault(@Nullable Database former) {
        if (former != null && TransactionManager.Companion.getDefaultDatabase() == null) {
            TransactionManager.Companion.setDefaultDatabase(former);
            formerDefault = former;
        }
    }

    @Override
    public void close() throws SQLException {
        if (database != null) {
            TransactionManager.Companion.closeAndUnregister(database);
            if (formerDefault != null) {
                TransactionManager.Companion.setDefaultDatabase(null);
            }
        }
        try (Connection closing = connection) {
            if (!autoCommit && !isEnclosed) {
                closing.setAutoCommit(false);
            }
        }
    }

    private record Context(JdbcTransaction transaction, Connection connection) implements CodeContext {
        @Override
        public <T> T unwrap(Class<T> type) {
            if (type.isInstance(transaction)) {
                return type.cast(transaction);
            }
            if (type == Connection.class) {
                return type.cast(connection);
            }
            throw new IllegalArgumentException("a code step can see its connection as java.sql.Connection or as "
                    + JdbcTransaction.class.getName() + ", not as " + type.getName());
        }
    }
}
