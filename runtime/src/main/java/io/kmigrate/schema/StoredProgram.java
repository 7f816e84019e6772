package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Code that the database keeps.
 *
 * @param definition the whole CREATE statement, in the database's own language
 */
@API(status = STABLE, since = "0.1")
public record StoredProgram(Id id, String definition) implements SchemaObject {
    /** What it is, which is also how it is dropped. */
    public enum Kind {
        FUNCTION,
        PROCEDURE,
        AGGREGATE,
        TRIGGER;

        /** In a sentence. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What tells one from all others.
     *
     * @param table a trigger's table; null for the others
     * @param arguments types, such as {@code int, text}, where several functions have the name; else null
     */
    public record Id(
            Kind kind,
            TableName name,
            @Nullable TableName table,
            @Nullable String arguments) {
        public Id {
            if ((kind == Kind.TRIGGER) != (table != null)) {
                throw new IllegalArgumentException("a trigger has a table, and nothing else has");
            }
        }

        @Override
        public String toString() {
            return kind.word() + " " + name + (arguments == null ? "" : "(" + arguments + ")")
                    + (table == null ? "" : " on " + table);
        }
    }

    @Override
    public TableName name() {
        return id.name();
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.program(this);
    }
}
