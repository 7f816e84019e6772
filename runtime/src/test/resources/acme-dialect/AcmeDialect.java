package acme;

import io.kmigrate.dialect.AutoCommitSession;
import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.JdbcDriver;
import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.Locking;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.StatementSplitter;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A small dialect of one's own: standard SQL, for the database behind {@link AcmeDriver}. */
public final class AcmeDialect implements Dialect {
    static final String NAME = "acme";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("Acme");
    }

    @Override
    public JdbcDriver driver() {
        return new Jdbc();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, 128);
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new AcmeRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return StatementSplitter.split(sql, LexicalRules.standard());
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return false;
    }

    @Override
    public Introspector introspector() {
        return new AcmeIntrospector();
    }

    @Override
    public Locking locking() {
        return new Locks();
    }

    @Override
    public SessionControl sessions() {
        return new Transactions();
    }

    /** URLs are {@code acme:path} and {@code jdbc:acme:path}. */
    private static final class Jdbc implements JdbcDriver {
        @Override
        public String subprotocol() {
            return NAME;
        }

        @Override
        public String className() {
            return AcmeDriver.class.getName();
        }

        @Override
        public String artifact() {
            return "com.example:acme-dialect";
        }
    }

    private static final class Locks implements Locking {
        @Override
        public String dialect() {
            return NAME;
        }

        @Override
        public MigrationLock lock(DataSource database, String versionTable) {
            return new AcmeLock(database, versionTable);
        }

        @Override
        public boolean locksOnSameConnection() {
            return false;
        }
    }

    private static final class Transactions implements SessionControl {
        @Override
        public String dialect() {
            return NAME;
        }

        @Override
        public Session session(Connection connection) {
            try {
                return new AutoCommitSession(connection) {};
            } catch (SQLException failure) {
                throw new DatabaseException("begin a session", failure);
            }
        }
    }
}
