package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * H2 2.2 and later. Names are quoted and so keep their case; names in users' own SQL that are not quoted
 * become capitals, unless the URL says {@code CASE_INSENSITIVE_IDENTIFIERS=TRUE} or
 * {@code DATABASE_TO_LOWER=TRUE}.
 */
public final class H2Dialect implements Dialect {
    static final String NAME = "h2";

    private static final Set<String> MOMENTS = Set.of("LOCALTIMESTAMP", "CURRENT_TIMESTAMP");

    private static final Capabilities CAPABILITIES =
            new Capabilities(false, true, true, H2Renderer.MAXIMUM_NAME_LENGTH);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("H2");
    }

    @Override
    public boolean handlesUrl(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:h2:");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Literals literals() {
        return new H2Literals();
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new H2Renderer(before));
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
    public Catalog catalog(Connection connection) {
        return new H2Catalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        return BaselineTables.of(connection, scope, introspected);
    }

    @Override
    public UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) {
        return unsupportedObjects(connection, scope).without(BaselineTables::says);
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuery.of(scope));
    }

    /** Columns carry the labels of an enumeration themselves. */
    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind != DatabaseEnum.class;
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(H2Scratch.like(connection));
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return H2Types.canonical(left).equals(H2Types.canonical(right));
    }

    /** NOW() is LOCALTIMESTAMP; a column has its own time zone, or none, whichever of the two fills it. */
    @Override
    public boolean sameDefault(ColumnType type, String left, String right) {
        return left.equals(right)
                || (type instanceof TimestampType && MOMENTS.contains(left) && MOMENTS.contains(right));
    }

    @Override
    public String clientCommand() {
        return "java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script FILE";
    }

    /** 50200 is a wait for a lock that was too long, 40001 a deadlock: ErrorCode. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 50200 || failure.getErrorCode() == 40001;
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new H2Session(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("switch autocommit on", failure);
        }
    }

    /** Its row must not be committed with what the migrator does. */
    @Override
    public boolean locksOnSameConnection() {
        return false;
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new H2Lock(database, versionTable);
    }
}
