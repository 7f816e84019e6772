package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.function.LongFunction;
import org.apiguardian.api.API;

/**
 * Rows that would keep an operation from being done.
 *
 * @param what says what is wrong, given their number, such as {@code 2 rows of orders have no code}
 * @param count a query that counts them
 * @param rows a query whose columns show them
 * @param columns the names of those columns
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RowCheck(TableName table, LongFunction<String> what, String count, String rows, List<String> columns) {
    public RowCheck {
        columns = List.copyOf(columns);
    }
}
