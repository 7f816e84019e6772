package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What MySQL and MariaDB do alike. */
abstract class MysqlFamily implements Dialect {
    /** Every DDL statement commits. A schema is what these databases call a database. */
    private static final Capabilities CAPABILITIES = new Capabilities(false, true, true, MysqlNames.MAXIMUM_LENGTH);

    private final Product flavour;
    private final Pattern url;
    private final Names names;

    MysqlFamily(Product flavour, Pattern url) {
        this.flavour = flavour;
        this.url = url;
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
    public boolean handlesUrl(String jdbcUrl) {
        return url.matcher(jdbcUrl).matches();
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
        return new MysqlLiterals(flavour);
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new MysqlRenderer(flavour, before));
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
    public Catalog catalog(Connection connection) {
        return new MysqlCatalog(flavour, connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(
                new CatalogReader(flavour, connection).all(scope), new ObjectReader(flavour, connection, scope).all());
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        Snapshot tables = new BaselineTables(flavour, connection, scope).of(introspected);
        return new BaselineObjects(flavour, connection, scope).of(tables);
    }

    @Override
    public UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) throws SQLException {
        return new BaselineTables(flavour, connection, scope).unsupported(unsupportedObjects(connection, scope));
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuery.of(flavour, scope));
    }

    /** Other databases of the server are no part of this one. */
    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind == View.class || kind == StoredProgram.class || (kind == Sequence.class && flavour.hasSequences());
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new MysqlScratch(flavour, connection));
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        MysqlTypes types = new MysqlTypes(flavour);
        return types.canonical(left).equals(types.canonical(right));
    }

    /** InnoDB checks a key at once, so that RESTRICT and NO ACTION are the same. */
    @Override
    public boolean sameAction(ReferenceAction left, ReferenceAction right) {
        return plain(left) == plain(right);
    }

    private static ReferenceAction plain(ReferenceAction action) {
        return action == ReferenceAction.RESTRICT ? ReferenceAction.NO_ACTION : action;
    }

    @Override
    public boolean tellsUniqueConstraints() {
        return false;
    }

    /** 1205 is a wait that was too long, 1213 a deadlock: the server's error reference. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 1205 || failure.getErrorCode() == 1213;
    }

    @Override
    public String sessionId(Connection connection) throws SQLException {
        return MysqlBlockers.sessionId(connection);
    }

    @Override
    public List<String> blockers(Connection observer, String sessionId) throws SQLException {
        return new MysqlBlockers(flavour, observer, sessionId).all();
    }

    /** The file is in UTF-8, whatever the client takes it for. */
    @Override
    public List<String> scriptHeader() {
        return flavour == Product.MARIADB
                ? List.of("SET NAMES utf8mb4;", "SET SESSION explicit_defaults_for_timestamp = 1;")
                : List.of("SET NAMES utf8mb4;");
    }

    /** The client would end a stored routine at its first semicolon. */
    @Override
    public String scriptStatement(String sql) {
        String delimiter = sql.contains("//") ? "$$" : "//";
        return MysqlStatements.holdsSemicolons(sql)
                ? "DELIMITER " + delimiter + "\n" + sql + delimiter + "\nDELIMITER ;"
                : sql + ";";
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new MysqlSession(flavour, connection);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("prepare the session", failure);
        }
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new MysqlLock(database, versionTable);
    }
}
