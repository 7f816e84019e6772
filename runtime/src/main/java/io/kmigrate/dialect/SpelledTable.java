package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How a database writes the parts of a table. Two tables that are spelled in the same way mean the same.
 *
 * @param columns what follows the name of each column
 * @param checks the conditions, in the order of the table's checks
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SpelledTable(Map<String, String> columns, List<String> checks) {
    public SpelledTable {
        columns = Map.copyOf(columns);
        checks = List.copyOf(checks);
    }
}
