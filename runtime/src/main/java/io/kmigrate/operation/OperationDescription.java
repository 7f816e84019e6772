package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An operation as plain values: what plans print, JSON shows, and checksums are made of. An argument at its
 * default is left out, so that an operation that learns a new argument keeps its checksum.
 *
 * @param op the DSL function's name
 * @param arguments names to strings, numbers, booleans, and lists and maps of these, in reading order
 */
@API(status = INTERNAL, since = "0.1")
public record OperationDescription(String op, Map<String, Object> arguments) {
    public static OperationDescription of(Operation operation) {
        return operation.accept(new OperationDescriber());
    }

    /** The same with one more argument. */
    public OperationDescription with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return new OperationDescription(op, more);
    }

    /** {@code createIndex(name: ix_users_mail, table: users, columns: [mail])}: one line, canonical. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", op + "(", ")");
        arguments.forEach((name, value) -> text.add(name + ": " + canonical(value)));
        return text.toString();
    }

    /** The function and what it works on, without the details: {@code createIndex ix_users_mail on users}. */
    public String headline() {
        Object name = arguments.get("name");
        Object table = arguments.get("table");
        if (name != null && table != null) {
            return op + " " + name + " on " + table;
        }
        Object column = arguments.get("column");
        if (table != null && column != null) {
            return op + " " + table + "." + (column instanceof Map<?, ?> parts ? parts.get("name") : column);
        }
        Object subject = table != null ? table : name != null ? name : arguments.getOrDefault("description", "");
        return (op + " " + subject).strip();
    }

    private static String canonical(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            map.forEach((name, part) -> text.add(name + ": " + canonical(part)));
            return text.toString();
        }
        if (value instanceof Collection<?> parts) {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            parts.forEach(part -> text.add(canonical(part)));
            return text.toString();
        }
        return String.valueOf(value);
    }

    /** Collects arguments, leaving out those at their defaults. */
    static final class Arguments {
        private final Map<String, Object> values = new LinkedHashMap<>();

        Arguments put(String name, @Nullable Object value) {
            boolean isDefault = value == null
                    || Boolean.FALSE.equals(value)
                    || (value instanceof Collection<?> list && list.isEmpty());
            if (!isDefault) {
                values.put(name, value);
            }
            return this;
        }

        Map<String, Object> map() {
            return values;
        }

        OperationDescription as(String op) {
            return new OperationDescription(op, values);
        }
    }
}
