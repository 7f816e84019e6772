package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A live catalog that reads a table when it is asked for it. To implement: read one table. Override
 * {@link #definitions} where the database keeps the text of a table; most alter a table in place, and keep none.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class LazyCatalog implements Catalog {
    private final Connection connection;
    private final String referring;

    /**
     * A catalog behind a connection.
     *
     * @param referring a query that gives schema and name of each table for {@link #referringFromElsewhere}; empty
     *     for a database without schemas
     */
    protected LazyCatalog(Connection connection, String referring) {
        this.connection = connection;
        this.referring = referring;
    }

    protected final Connection connection() {
        return connection;
    }

    /** One table as it is now. */
    protected abstract Optional<Table> read(TableName name) throws SQLException;

    @Override
    public final Optional<Table> table(TableName name) {
        try {
            return read(name);
        } catch (SQLException failure) {
            throw new DatabaseException("read the table " + name + " from the catalog", failure);
        }
    }

    @Override
    public List<StoredDefinition> definitions(TableName name) {
        return List.of();
    }

    @Override
    public List<TableName> referringFromElsewhere() {
        if (referring.isEmpty()) {
            return List.of();
        }
        List<TableName> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(referring)) {
            while (rows.next()) {
                found.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        } catch (SQLException failure) {
            throw new DatabaseException("see what refers to tables from other schemas", failure);
        }
        return found;
    }
}
