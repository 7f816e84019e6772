package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has against an operation.
 *
 * @param code the rule's
 * @param place the operation's, among those that were checked, from 0
 * @param message a clause that names its subject and has no full stop
 * @param fix what to do, as an order
 * @param table the table whose rows are concerned; null where it is about something else
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Finding(
        String code,
        Severity severity,
        int place,
        Operation operation,
        String message,
        String fix,
        @Nullable TableName table) {
    Finding withSeverity(Severity other) {
        return new Finding(code, other, place, operation, message, fix, table);
    }
}
