package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;

/** Code of a {@link Backfill} that changes the rows of a batch. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface RowsBlock {
    /**
     * Runs for a batch, in its transaction.
     *
     * @return how many rows were changed
     */
    long run(CodeContext context, Range rows) throws Exception;

    /**
     * The rows of a batch.
     *
     * @param condition SQL that holds for them and for no other row
     * @param key the columns that tell one from another
     * @param canLock whether a query may end with FOR UPDATE
     */
    record Range(String condition, List<String> key, boolean canLock) {
        public Range {
            key = List.copyOf(key);
        }
    }
}
