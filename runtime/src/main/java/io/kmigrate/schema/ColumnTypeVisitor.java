package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** One method a type, so that a new type fails to compile wherever it is unhandled. */
@API(status = STABLE, since = "0.1")
public interface ColumnTypeVisitor<R> {
    R integerType(ColumnType.IntegerType type);

    R decimalType(ColumnType.DecimalType type);

    R floatType(ColumnType.FloatType type);

    R booleanType(ColumnType.BooleanType type);

    R charType(ColumnType.CharType type);

    R varcharType(ColumnType.VarcharType type);

    R textType(ColumnType.TextType type);

    R binaryType(ColumnType.BinaryType type);

    R blobType(ColumnType.BlobType type);

    R uuidType(ColumnType.UuidType type);

    R dateType(ColumnType.DateType type);

    R timeType(ColumnType.TimeType type);

    R timestampType(ColumnType.TimestampType type);

    R jsonType(ColumnType.JsonType type);

    R arrayType(ColumnType.ArrayType type);

    R enumType(ColumnType.EnumType type);

    R customType(ColumnType.CustomType type);
}
