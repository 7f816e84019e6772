package io.kmigrate.dialect.postgres;

import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;

/** Enumerations, JSON and extensions' types take no value that is said to be text. */
final class PostgresParameters implements TextParameters {
    @Override
    public String literal(ColumnType type, String text) {
        return new PostgresLiterals().render(text);
    }

    @Override
    public boolean isUntyped(ColumnType type) {
        return true;
    }
}
