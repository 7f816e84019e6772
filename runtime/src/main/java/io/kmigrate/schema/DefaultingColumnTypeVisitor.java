package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** A visitor for questions that most types answer alike. */
@API(status = STABLE, since = "0.1")
public interface DefaultingColumnTypeVisitor<R> extends ColumnTypeVisitor<R> {
    /** The answer for every type whose own method is not overridden. */
    R otherwise(ColumnType type);

    @Override
    default R integerType(ColumnType.IntegerType type) {
        return otherwise(type);
    }

    @Override
    default R decimalType(ColumnType.DecimalType type) {
        return otherwise(type);
    }

    @Override
    default R floatType(ColumnType.FloatType type) {
        return otherwise(type);
    }

    @Override
    default R booleanType(ColumnType.BooleanType type) {
        return otherwise(type);
    }

    @Override
    default R charType(ColumnType.CharType type) {
        return otherwise(type);
    }

    @Override
    default R varcharType(ColumnType.VarcharType type) {
        return otherwise(type);
    }

    @Override
    default R textType(ColumnType.TextType type) {
        return otherwise(type);
    }

    @Override
    default R binaryType(ColumnType.BinaryType type) {
        return otherwise(type);
    }

    @Override
    default R blobType(ColumnType.BlobType type) {
        return otherwise(type);
    }

    @Override
    default R uuidType(ColumnType.UuidType type) {
        return otherwise(type);
    }

    @Override
    default R dateType(ColumnType.DateType type) {
        return otherwise(type);
    }

    @Override
    default R timeType(ColumnType.TimeType type) {
        return otherwise(type);
    }

    @Override
    default R timestampType(ColumnType.TimestampType type) {
        return otherwise(type);
    }

    @Override
    default R jsonType(ColumnType.JsonType type) {
        return otherwise(type);
    }

    @Override
    default R arrayType(ColumnType.ArrayType type) {
        return otherwise(type);
    }

    @Override
    default R enumType(ColumnType.EnumType type) {
        return otherwise(type);
    }

    @Override
    default R customType(ColumnType.CustomType type) {
        return otherwise(type);
    }
}
