package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a {@link Backfill} does to the rows of a batch. */
@API(status = STABLE, since = "0.1")
public sealed interface RowChange {
    /** The columns of the table that it names. */
    default Collection<String> columns() {
        return List.of();
    }

    /** Another table that it writes into. */
    default Optional<TableName> target() {
        return Optional.empty();
    }

    /** The columns that {@link #target} must have. */
    default List<String> copied(@Nullable Table source) {
        return List.of();
    }

    /**
     * Sets columns by SQL.
     *
     * @param expressions a column to the SQL of its new value
     */
    record SetColumns(Map<String, String> expressions) implements RowChange {
        public SetColumns {
            expressions = Collections.unmodifiableMap(new LinkedHashMap<>(expressions));
        }

        @Override
        public Collection<String> columns() {
            return expressions.keySet();
        }
    }

    /** Runs code for each batch. Two are equal, because code has no identity that survives a compiler. */
    record RunRows(RowsBlock block) implements RowChange {
        @Override
        public boolean equals(Object other) {
            return other instanceof RunRows;
        }

        @Override
        public int hashCode() {
            return RunRows.class.hashCode();
        }
    }

    /**
     * Copies the rows.
     *
     * @param named the columns that are copied; empty: all that the database does not compute
     */
    record CopyInto(TableName into, List<String> named) implements RowChange {
        public CopyInto {
            named = List.copyOf(named);
        }

        @Override
        public Collection<String> columns() {
            return named;
        }

        @Override
        public Optional<TableName> target() {
            return Optional.of(into);
        }

        @Override
        public List<String> copied(@Nullable Table source) {
            if (!named.isEmpty() || source == null) {
                return named;
            }
            List<String> all = new ArrayList<>();
            for (Column column : source.columns()) {
                if (column.generated() == null) {
                    all.add(column.name());
                }
            }
            return all;
        }
    }

    /** Deletes the rows. */
    record DeleteAll() implements RowChange {}

    /**
     * Inserts the rows of a file. Two are equal when file, header and digest are.
     *
     * @param file as the script names it
     * @param header the columns, from the first line of the file
     * @param rows how many there are
     * @param digest of the rows
     * @param content read again with each run
     */
    record LoadRows(String file, List<String> header, long rows, String digest, RowsFile content) implements RowChange {
        public LoadRows {
            header = List.copyOf(header);
        }

        @Override
        public Collection<String> columns() {
            return header;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LoadRows same
                    && file.equals(same.file)
                    && header.equals(same.header)
                    && digest.equals(same.digest);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }
}
