package io.kmigrate.dialect.mysql;

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
import io.kmigrate.dialect.OnlineForms;
import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.RowChecks;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.StandardStrings;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.TableName;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What MySQL and MariaDB do alike. */
abstract class MysqlFamily implements Dialect {
    /** Every DDL statement commits. A schema is what these databases call a database. */
    private static final Capabilities CAPABILITIES = new Capabilities(false, true, MysqlNames.MAXIMUM_LENGTH);

    private final Product flavour;
    private final Names names;

    MysqlFamily(Product flavour) {
        this.flavour = flavour;
        this.names = MysqlNames.of(flavour);
    }

    @Override
    public String name() {
        return flavour.dialect();
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals(flavour.label());
    }

    /** Connector/J calls a MariaDB server MySQL; the version it passes on says what it is. */
    @Override
    public boolean handles(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        boolean mariadb = database.getDatabaseProductVersion().contains("MariaDB");
        return handlesProduct(product.equals("MySQL") && mariadb ? "MariaDB" : product);
    }

    @Override
    public JdbcDriver driver() {
        return new MysqlDriver(flavour);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public Literals literals() {
        return MysqlLiterals.create(flavour);
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        MysqlRenderer renderer = new MysqlRenderer(flavour, before);
        return StandardStrings.translated(operation, renderer::quoted).accept(renderer);
    }

    @Override
    public List<String> split(String sql) {
        return MysqlStatements.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return false;
    }

    @Override
    public OnlineForms onlineForms() {
        return (operation, before) ->
                operation.accept(new MysqlOnlineForm(flavour, before, statement -> render(statement, before)));
    }

    @Override
    public Optional<ReleaseBridge> releaseBridge() {
        return Optional.of(new MysqlReleaseBridge(names()));
    }

    /** A database may be made for other letters than a revision's message or comments have. */
    @Override
    public String textTableOptions() {
        return "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }

    @Override
    public List<RowCheck> rowChecks(Operation operation, Catalog before) {
        MysqlRenderer renderer = new MysqlRenderer(flavour, before);
        return StandardStrings.translated(operation, renderer::quoted).accept(new RowChecks(names(), before) {
            @Override
            protected String expression(String sql, TableName table) {
                return renderer.expression(sql, table);
            }
        });
    }

    @Override
    public Introspector introspector() {
        return new MysqlIntrospector(flavour);
    }

    @Override
    public ColumnType type(String text) {
        return new MysqlTypes(flavour).parse(text);
    }

    @Override
    public Equivalence equivalence() {
        return new MysqlEquivalence(flavour);
    }

    @Override
    public ClientScript script() {
        return new MysqlScript(flavour);
    }

    @Override
    public BatchSql batches() {
        return MysqlBatches.create(flavour);
    }

    @Override
    public Locking locking() {
        return new MysqlLocking(name());
    }

    @Override
    public SessionControl sessions() {
        return new MysqlSessions(flavour);
    }
}
