package io.kmigrate.dialect.postgres;

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
import io.kmigrate.dialect.OnlineForms;
import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.RowChecks;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.StandardStrings;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** PostgreSQL 12 and later. */
@API(status = INTERNAL, since = "0.1")
public final class PostgresDialect implements Dialect {
    private static final Capabilities CAPABILITIES = new Capabilities(true, true, 63);

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("PostgreSQL");
    }

    @Override
    public JdbcDriver driver() {
        return new PostgresDriver();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public TextParameters textParameters() {
        return new PostgresParameters();
    }

    @Override
    public Literals literals() {
        return PostgresLiterals.create();
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return StandardStrings.translated(operation, new PostgresLiterals()::render)
                .accept(new PostgresRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return PostgresStatements.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return operation.accept(new TransactionRefusal(name()));
    }

    @Override
    public OnlineForms onlineForms() {
        return (operation, before) ->
                operation.accept(new PostgresOnlineForm(before, batches(), statement -> render(statement, before)));
    }

    @Override
    public Optional<ReleaseBridge> releaseBridge() {
        return Optional.of(new PostgresReleaseBridge());
    }

    @Override
    public List<RowCheck> rowChecks(Operation operation, Catalog before) {
        return StandardStrings.translated(operation, new PostgresLiterals()::render)
                .accept(new RowChecks(names(), before));
    }

    @Override
    public Introspector introspector() {
        return new PostgresIntrospector();
    }

    @Override
    public ColumnType type(String text) {
        return PostgresTypes.parse(text);
    }

    @Override
    public String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Equivalence equivalence() {
        return new PostgresEquivalence();
    }

    @Override
    public ClientScript script() {
        return new PostgresScript(name());
    }

    @Override
    public BatchSql batches() {
        return PostgresBatches.create();
    }

    @Override
    public Locking locking() {
        return new PostgresLocking(name());
    }

    @Override
    public SessionControl sessions() {
        return new PostgresSessions(name());
    }
}
