package io.kmigrate.dialect.h2;

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
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.StandardStrings;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * H2 2.2 and later. Names are quoted and so keep their case; names in users' own SQL that are not quoted
 * become capitals, unless the URL says {@code CASE_INSENSITIVE_IDENTIFIERS=TRUE} or
 * {@code DATABASE_TO_LOWER=TRUE}.
 */
@API(status = INTERNAL, since = "0.1")
public final class H2Dialect implements Dialect {
    static final String NAME = "h2";

    private static final Capabilities CAPABILITIES = new Capabilities(false, true, H2Renderer.MAXIMUM_NAME_LENGTH);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("H2");
    }

    @Override
    public JdbcDriver driver() {
        return new H2Driver();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Literals literals() {
        return H2Literals.create();
    }

    @Override
    public TextParameters textParameters() {
        return new H2Parameters();
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return StandardStrings.translated(operation, literals()::render).accept(new H2Renderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return H2Statements.split(sql);
    }

    /** False: H2 commits around a statement that it would not undo. */
    @Override
    public boolean refusesTransaction(Operation operation) {
        return false;
    }

    @Override
    public Introspector introspector() {
        return new H2Introspector();
    }

    @Override
    public ColumnType type(String text) {
        return H2Types.parse(text);
    }

    @Override
    public String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public Equivalence equivalence() {
        return new H2Equivalence();
    }

    @Override
    public ClientScript script() {
        return new H2Script(name());
    }

    @Override
    public BatchSql batches() {
        return H2Batches.create();
    }

    @Override
    public Locking locking() {
        return new H2Locking(name());
    }

    @Override
    public SessionControl sessions() {
        return new H2Sessions(name());
    }
}
