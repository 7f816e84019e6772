package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The rows of a file that is too large to be kept. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface RowsFile {
    /** The rows from the first. The caller closes the stream; a failure to read is an {@code UncheckedIOException}. */
    Stream<Row> rows();

    /**
     * A row.
     *
     * @param line where it begins, 1-based
     * @param fields texts; null is null
     */
    record Row(long line, List<@Nullable String> fields) {
        public Row {
            fields = Collections.unmodifiableList(new ArrayList<>(fields));
        }
    }
}
