package io.kmigrate.dialect.h2;

import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.JsonType;

/** A text is a JSON string to a JSON column, and not the JSON it spells. */
final class H2Parameters implements TextParameters {
    @Override
    public String literal(ColumnType type, String text) {
        String literal = new H2Literals().render(text);
        return type instanceof JsonType ? "JSON " + literal : literal;
    }

    @Override
    public String marker(ColumnType type) {
        return type instanceof JsonType ? "? FORMAT JSON" : "?";
    }
}
