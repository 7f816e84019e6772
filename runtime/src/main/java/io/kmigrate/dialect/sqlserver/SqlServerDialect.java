package io.kmigrate.dialect.sqlserver;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.JdbcDriver;
import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.Locking;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.RowChecks;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.StandardStrings;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import java.util.List;
import org.apiguardian.api.API;

/**
 * SQL Server 2019 and later. Its SQL is held by golden files that were read against the manual; no server is
 * there to test on. {@code concurrently} is ONLINE, which not every edition has.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqlServerDialect implements Dialect {
    private static final Capabilities CAPABILITIES = new Capabilities(true, true, SqlServerRenderer.LONGEST_NAME);

    @Override
    public String name() {
        return "sqlserver";
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("Microsoft SQL Server");
    }

    @Override
    public JdbcDriver driver() {
        return new SqlServerDriver();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Names names() {
        return SqlServerRenderer.NAMES;
    }

    @Override
    public Literals literals() {
        return SqlServerLiterals.create();
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return StandardStrings.translated(operation, literals()::render).accept(new SqlServerRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return Batches.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return operation instanceof ExecuteSql step
                && split(step.sqlFor(name())).stream().anyMatch(Batches::refusesTransaction);
    }

    @Override
    public List<RowCheck> rowChecks(Operation operation, Catalog before) {
        return operation.accept(new RowChecks(names(), before) {
            @Override
            protected String length(String text) {
                return "LEN(" + text + ")";
            }

            @Override
            protected boolean takesNulls() {
                return false;
            }
        });
    }

    @Override
    public Introspector introspector() {
        return new SqlServerIntrospector();
    }

    @Override
    public ColumnType type(String text) {
        return SqlServerTypes.parse(text);
    }

    @Override
    public Equivalence equivalence() {
        return new SqlServerEquivalence();
    }

    @Override
    public ClientScript script() {
        return new SqlServerScript(name());
    }

    @Override
    public BatchSql batches() {
        return SqlServerBatches.create(names());
    }

    @Override
    public Locking locking() {
        return new SqlServerLocking(name());
    }

    @Override
    public SessionControl sessions() {
        return new SqlServerSessions(name());
    }
}
