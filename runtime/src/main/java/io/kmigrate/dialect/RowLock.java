package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.LockTable.Lease;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A lock for servers without one that all their nodes share: rows of a table of ours, written in transactions that are
 * committed. The owner renews its lease, by the server's clock; one that is dead loses the lock at its deadline. Each
 * transaction under the lock writes a row of it, which the next owner writes, too: of two such transactions, the
 * database commits one.
 */
@API(status = INTERNAL, since = "0.1")
public final class RowLock implements MigrationLock {
    /** An owner whose row waits behind a long change of a schema (Galera) renews it right after that. */
    private static final Duration LONGEST_STILL = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 5;

    private final Dialect dialect;
    private final DataSource database;
    private final TableName versionTable;
    private final Supplier<String> holder;
    private final Duration lease;
    private final String owner = UUID.randomUUID().toString();
    private @Nullable LockSession open;
    private @Nullable LockTable table;
    private boolean won;
    private long renewedNanos;
    private long stillBeats = -1;
    private long stillNanos;

    /**
     * @param database gives the connection that renews the lock, and another one when that is lost
     * @param holder what others are told of this migrator
     * @param lease for how long the lock stays when nobody renews it
     */
    public RowLock(
            Dialect dialect, DataSource database, TableName versionTable, Supplier<String> holder, Duration lease) {
        this.dialect = dialect;
        this.database = database;
        this.versionTable = versionTable;
        this.holder = holder;
        this.lease = lease;
    }

    /** The name of the table beside a version table. */
    public static TableName table(TableName versionTable) {
        return versionTable.withName(versionTable.name() + "_lock");
    }

    @Override
    public synchronized boolean tryAcquire() {
        try {
            won = won || take(open());
            return won;
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    private boolean take(LockSession rows) throws SQLException {
        Optional<Lease> found = found(rows);
        if (found.isEmpty() || !isFree(found.get())) {
            return false;
        }
        long start = System.nanoTime();
        boolean isTaken =
                rows.commit(() -> rows.table().take(rows.connection(), found.get(), owner, holder.get(), lease));
        if (isTaken) {
            renewedNanos = start;
        }
        return isTaken;
    }

    /** Reads the lease, and makes it first if it is missing. */
    private static Optional<Lease> found(LockSession rows) throws SQLException {
        Optional<Lease> found = rows.table().readIfThere(rows.connection());
        if (found.isPresent()) {
            return found;
        }
        try {
            rows.table().make(rows.connection());
            rows.commit(() -> rows.table().fill(rows.connection()));
        } catch (SQLException failed) {
            // Another migrator has filled it at the same moment.
            return Optional.of(rows.table().read(rows.connection()).orElseThrow(() -> failed));
        }
        return rows.table().read(rows.connection());
    }

    /** A row that changes has an owner who lives, whatever the clocks of two nodes say. */
    private boolean isFree(Lease found) {
        if (found.owner().isEmpty()) {
            return true;
        }
        if (found.remaining().compareTo(Duration.ZERO) > 0 || found.beats() != stillBeats) {
            stillBeats = found.beats();
            stillNanos = System.nanoTime();
            return false;
        }
        Duration still = lease.dividedBy(4);
        return isPast(stillNanos, still.compareTo(LONGEST_STILL) < 0 ? still : LONGEST_STILL);
    }

    private static boolean isPast(long sinceNanos, Duration time) {
        return System.nanoTime() - sinceNanos > time.toNanos();
    }

    /** The connection that works may reach another node than the lock's: what earlier owners did is there first. */
    @Override
    public synchronized boolean tryClaim(Connection work) {
        try {
            LockTable rows = open().table();
            boolean autoCommit = work.getAutoCommit();
            if (!autoCommit) {
                work.setAutoCommit(true);
            }
            try {
                return rows.readIfThere(work).filter(this::isOurs).isPresent();
            } finally {
                work.setAutoCommit(autoCommit);
            }
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    private boolean isOurs(Lease found) {
        return found.owner().equals(owner);
    }

    @Override
    public void fence(Connection work) throws SQLException {
        LockTable rows = table;
        if (rows == null || rows.fence(work, owner)) {
            return;
        }
        String other = rows.read(work).map(RowLock::text).orElse(null);
        MigrationException taken = DatabaseMessages.lockTaken(other).exception();
        throw new SQLException(taken.problems().get(0).message(), taken);
    }

    /** Renews. False where the lock is another's, or where nothing of the database answers until the lease is over. */
    @Override
    public synchronized boolean isAlive(Duration patience) {
        if (!won) {
            return true;
        }
        try {
            return isRenewed();
        } catch (SQLException failed) {
            drop();
        }
        try {
            // A row that cannot be written now can be read: while Galera changes a schema nobody commits.
            LockSession rows = open();
            return rows.table().read(rows.connection()).filter(this::isOurs).isPresent();
        } catch (SQLException | RuntimeException unreachable) {
            drop();
            return !isPast(renewedNanos, lease);
        }
    }

    /** Again, when an answer took so long that most of the time it gives is over. */
    private boolean isRenewed() throws SQLException {
        long start;
        do {
            start = System.nanoTime();
            if (!renew()) {
                return false;
            }
            renewedNanos = start;
        } while (isPast(start, lease.dividedBy(4)));
        return true;
    }

    private boolean renew() throws SQLException {
        LockSession rows = open();
        for (int attempt = 1; ; attempt++) {
            try {
                return rows.table().renew(rows.connection(), owner, lease);
            } catch (SQLException failed) {
                if (attempt == ATTEMPTS || !dialect.sessions().isLockFailure(failed)) {
                    throw failed;
                }
            }
        }
    }

    @Override
    public synchronized @Nullable String holder() {
        try {
            LockSession rows = open();
            return rows.table()
                    .readIfThere(rows.connection())
                    .filter(found -> !found.owner().isEmpty())
                    .map(RowLock::text)
                    .orElse(null);
        } catch (SQLException failure) {
            throw new DatabaseException("see who holds the migration lock", failure);
        }
    }

    private static String text(Lease found) {
        Instant since = Instant.ofEpochMilli(found.sinceMillis()).truncatedTo(ChronoUnit.SECONDS);
        return DatabaseMessages.holderSince(
                found.holder(), since.toString().replace('T', ' ').replace("Z", " UTC"));
    }

    private LockSession open() throws SQLException {
        if (open == null) {
            open = LockSession.open(dialect, database, table(versionTable), lease);
            table = open.table();
        }
        return open;
    }

    private void drop() {
        if (open != null) {
            open.abort();
            open = null;
        }
    }

    /** Over another connection where the first is broken: others need not wait for the deadline then. */
    @Override
    public synchronized void close() {
        if (won) {
            won = false;
            if (!isReleased()) {
                drop();
                isReleased();
            }
        }
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private boolean isReleased() {
        try {
            LockSession rows = open();
            return rows.commit(() -> rows.table().release(rows.connection(), owner));
        } catch (SQLException | RuntimeException unreachable) {
            return false;
        }
    }
}
