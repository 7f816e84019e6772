package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.message.OnlineMessages;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.TableName;
import java.sql.SQLException;
import java.util.List;
import org.apiguardian.api.API;

/**
 * An index that a statement began and did not end, under the name of one that is wanted. It may be somebody else's: the
 * catalog does not say who began it.
 */
@API(status = INTERNAL, since = "0.1")
public record InvalidIndex(TableName table, Index wanted) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    public boolean isThere(Catalog catalog) {
        return catalog.isIndexBroken(table, wanted.name());
    }

    /** Whether it is about the same columns; the server writes expressions in its own words. */
    public boolean isAlike(Catalog catalog) {
        return catalog.table(table)
                .flatMap(found -> found.index(wanted.name()))
                .filter(there -> there.unique() == wanted.unique()
                        && (there.where() == null) == (wanted.where() == null)
                        && there.include().equals(wanted.include())
                        && columns(there).equals(columns(wanted)))
                .isPresent();
    }

    private static List<String> columns(Index index) {
        return index.columns().stream()
                .map(column -> (column.expression() ? "" : column.text()) + (column.descending() ? " DESC" : ""))
                .toList();
    }

    /**
     * Keeps an index that another session builds.
     *
     * @throws DatabaseException as a lock does that another session has
     */
    public static void refuseBuilding(Catalog catalog, TableName table, String index) {
        if (catalog.isIndexBuilding(table, index)) {
            SQLException locked = new SQLException(OnlineMessages.isBuilding(index), LOCK_NOT_AVAILABLE);
            throw new DatabaseException("drop the invalid index " + index, locked);
        }
    }
}
