package io.kmigrate.sql;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table a statement chooses: those of a WHERE, and no more than its LIMIT. How many these are at most is
 * told by the keys of the table, where values of the text fix or bound them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Condition {
    private static final Condition ALL = new Condition(null, List.of(), List.of(), KeyRange.UNLIMITED);

    private final @Nullable SqlTokens words;
    private final List<String> names;
    private final List<String> rowNames;
    private final long limit;

    /**
     * @param names what the table is called where its columns follow a point
     * @param rowNames what the database calls the place of a row
     */
    private Condition(@Nullable SqlTokens words, List<String> names, List<String> rowNames, long limit) {
        this.words = words;
        this.names = names;
        this.rowNames = rowNames;
        this.limit = limit;
    }

    /** Every row. */
    public static Condition all() {
        return ALL;
    }

    /** The rows that a condition of SQL chooses; without a condition, every row. */
    public static Condition of(@Nullable String where, TableName table, Dialect dialect) {
        if (where == null) {
            return ALL;
        }
        Reading reading = Reading.forRules(dialect);
        SqlTokens words = reading.tokens(where);
        return of(words, List.of(table.name()), reading, KeyRange.UNLIMITED);
    }

    static Condition of(@Nullable SqlTokens words, List<String> names, Reading reading, long limit) {
        return new Condition(words, names, reading.grammar().rowNames(), limit);
    }

    /** Whether nothing is said that chooses. */
    public boolean isAll() {
        return words == null && limit == KeyRange.UNLIMITED;
    }

    /**
     * Whether the chosen rows are few.
     *
     * @param table with its keys; of one that is not known, each column may be a key
     * @param most as many as are few
     */
    public boolean isFew(Optional<Table> table, long most) {
        SqlTokens where = words;
        long chosen = where == null
                ? KeyRange.UNLIMITED
                : new ConditionRows(TableKeys.of(table, rowNames), names).most(where);
        return Math.min(limit, chosen) <= most;
    }
}
