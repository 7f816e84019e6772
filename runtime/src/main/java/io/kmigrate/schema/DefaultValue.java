package io.kmigrate.schema;

/** What a column gets when an insert does not name it. */
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
