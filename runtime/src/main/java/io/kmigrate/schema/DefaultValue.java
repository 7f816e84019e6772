package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What a column gets when an insert does not name it. */
@API(status = STABLE, since = "0.1")
public sealed interface DefaultValue {
    /** Whether it is evaluated at each insert, and not a value. */
    boolean isExpression();

    /** A value; the dialect renders it as a literal. Never null: a column without default has none. */
    record Literal(Object value) implements DefaultValue {
        @Override
        public boolean isExpression() {
            return false;
        }

        @Override
        public String toString() {
            return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
        }
    }

    /** SQL text that the database evaluates at each insert, such as {@code now()}; also its {@code toString}. */
    record Expression(String sql) implements DefaultValue {
        @Override
        public boolean isExpression() {
            return true;
        }

        @Override
        public String toString() {
            return sql;
        }
    }
}
