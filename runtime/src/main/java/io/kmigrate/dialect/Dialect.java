package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One kind of database: how it is reached, how its SQL is written, and who reads its catalog, holds its lock and
 * controls its transactions. To write one:
 *
 * <ol>
 *   <li>Implement this interface in a class with a public constructor without parameters. Name the class in
 *       {@code META-INF/services/io.kmigrate.dialect.Dialect}.
 *   <li>Answer {@link #name}, {@link #handlesProduct}, {@link #capabilities} and {@link #driver}.
 *   <li>Extend {@link SqlRenderer}, which writes standard SQL, and let {@link #render} use it. Override the methods
 *       whose SQL your database writes another way, and refuse with
 *       {@link UnsupportedOperationByDialectException} the operations that it cannot do. {@link TypeSpellings} writes
 *       types, and {@link StatementSplitter} is for {@link #split}.
 *   <li>Implement {@link SessionControl} and {@link Locking}: with them {@code upgrade} runs.
 *   <li>Implement {@link Introspector}: with it {@code diff} and {@code check} compare.
 *   <li>Implement {@link Equivalence}, until a schema that was just created shows no differences.
 *   <li>Implement {@link ClientScript}: with it {@code upgrade --sql} writes for the database's own client.
 *   <li>Answer {@link #onlineForms} where operations can be done in parts that keep nobody waiting.
 *   <li>Run the contract that the tests of this project hold every dialect to: {@code DialectContract}, as
 *       {@code H2DialectTest} does.
 * </ol>
 *
 * <p>Stateless and thread-safe. The page {@code docs/dialects.md} says how a dialect of one's own gets onto the class
 * path.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Dialect {
    /** The name used in settings and messages, such as {@code postgresql}. */
    String name();

    /** Whether this is the dialect for what {@code DatabaseMetaData.getDatabaseProductName} says. */
    boolean handlesProduct(String productName);

    /** Whether this is the dialect for the database that a driver describes so. */
    default boolean handles(DatabaseMetaData database) throws SQLException {
        return handlesProduct(database.getDatabaseProductName());
    }

    /** How this database is reached over JDBC. */
    JdbcDriver driver();

    Capabilities capabilities();

    /** How this database quotes names. */
    default Names names() {
        return Names.standard();
    }

    /** What this database makes of a name that is written without quotes. */
    default String folded(String name) {
        return name;
    }

    /**
     * The type that SQL text of this database calls so, with all that the text says of it: one that is spelled so, where
     * no word of scripts means the same.
     */
    default ColumnType type(String text) {
        return new ColumnType.CustomType(text);
    }

    /** How this database writes values. */
    default Literals literals() {
        return new Literals();
    }

    /** How code binds texts to columns of types that only this database knows. */
    default TextParameters textParameters() {
        return (type, text) -> literals().render(text);
    }

    /**
     * The statements that carry out {@code operation}, in order, without semicolons.
     *
     * @param before the schema as it is just before; read only where a statement must restate something
     * @throws UnsupportedOperationByDialectException where this database cannot do it
     */
    List<String> render(Operation operation, Catalog before);

    /**
     * Whether {@code next} is done together with the operations just before it: where one pass over a table
     * is enough for several of its changes. The database must have transactional DDL and savepoints.
     */
    default boolean joins(List<Operation> together, Operation next) {
        return false;
    }

    /**
     * The statements for several operations that join.
     *
     * @param before the schema before the first of them
     */
    default List<String> render(List<Operation> together, Catalog before) {
        return together.stream()
                .flatMap(operation -> render(operation, before).stream())
                .toList();
    }

    /**
     * Whether a revision with {@code operation} may share a transaction with its neighbours where a database is made
     * from nothing: it takes no time without rows, and needs nothing said before its transaction begins. For databases
     * where one transaction holds up nobody but other writers; they must have transactional DDL and savepoints.
     */
    default boolean sharesCommit(Operation operation) {
        return false;
    }

    /** Splits a user's SQL into what the driver accepts in one call. */
    List<String> split(String sql);

    /** True for an operation that this database refuses inside a transaction. */
    boolean refusesTransaction(Operation operation);

    /** How operations are done on a large table that others use. The default has no way. */
    default OnlineForms onlineForms() {
        return OnlineForms.none(name());
    }

    /** How an old and a new release can write the same rows; empty where there is no way. */
    default Optional<ReleaseBridge> releaseBridge() {
        return Optional.empty();
    }

    /**
     * Questions for rows that {@code operation} could not be done with; none where there can be no such rows.
     *
     * @param before the schema before it
     */
    default List<RowCheck> rowChecks(Operation operation, Catalog before) {
        return operation.accept(new RowChecks(names(), before));
    }

    /**
     * What follows the columns of our own tables, so that they take any text in any database;
     * empty where nothing is needed.
     */
    default String textTableOptions() {
        return "";
    }

    /** Reads the catalog. */
    Introspector introspector();

    /** Tells what is one and the same to this database. */
    default Equivalence equivalence() {
        return Equivalence.asWritten();
    }

    /** Writes scripts for the database's own client. */
    default ClientScript script() {
        return this::name;
    }

    /** Goes through tables in batches. */
    default BatchSql batches() {
        return new BatchSql(names());
    }

    /** Keeps migrators apart. */
    Locking locking();

    /** Controls transactions. */
    SessionControl sessions();
}
