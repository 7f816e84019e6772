package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.ColumnType;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An Exposed column type that stands for a type of ours which Exposed has no word for: a custom type, an
 * enumeration kept by the database, JSON as text. It describes; rows are read and written as text.
 */
@API(status = INTERNAL, since = "0.1")
public final class SchemaColumnType extends org.jetbrains.exposed.v1.core.ColumnType<String> {
    private final ColumnType described;

    public SchemaColumnType(ColumnType described) {
        super(false);
        this.described = described;
    }

    public ColumnType described() {
        return described;
    }

    @Override
    public String sqlType() {
        return described.toString();
    }

    @Override
    public String valueFromDB(Object value) {
        return value.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaColumnType type
                && described.equals(type.described)
                && getNullable() == type.getNullable();
    }

    @Override
    public int hashCode() {
        return Objects.hash(described, getNullable());
    }
}
