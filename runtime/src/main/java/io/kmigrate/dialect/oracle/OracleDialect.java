package io.kmigrate.dialect.oracle;

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
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Oracle 19c and later. Its SQL is held by golden files that were read against the manual; no server is there
 * to test on. DDL commits, so that every operation stands alone. {@code concurrently} is ONLINE, which not every
 * edition has. Plain names in lower case mean the capitals that Oracle stores; see {@code OracleNames}.
 */
@API(status = INTERNAL, since = "0.1")
public final class OracleDialect implements Dialect {
    private static final Capabilities CAPABILITIES = new Capabilities(false, true, 128);

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("Oracle");
    }

    @Override
    public JdbcDriver driver() {
        return new OracleDriver();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Names names() {
        return OracleNames.NAMES;
    }

    @Override
    public Literals literals() {
        return OracleLiterals.create();
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return StandardStrings.translated(operation, literals()::render).accept(new OracleRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return OracleStatements.split(sql);
    }

    /** Nothing is refused: DDL ends the transaction it is in. */
    @Override
    public boolean refusesTransaction(Operation operation) {
        return false;
    }

    @Override
    public List<RowCheck> rowChecks(Operation operation, Catalog before) {
        return operation.accept(new RowChecks(names(), before) {
            @Override
            protected String length(String text) {
                return "LENGTH(" + text + ")";
            }
        });
    }

    @Override
    public Introspector introspector() {
        return new OracleIntrospector();
    }

    @Override
    public ColumnType type(String text) {
        return OracleTypes.parse(text);
    }

    @Override
    public Equivalence equivalence() {
        return new OracleEquivalence();
    }

    @Override
    public ClientScript script() {
        return new OracleScript(name());
    }

    @Override
    public BatchSql batches() {
        return OracleBatches.create();
    }

    @Override
    public Locking locking() {
        return new OracleLocking(name());
    }

    @Override
    public SessionControl sessions() {
        return new OracleSessions(name());
    }
}
