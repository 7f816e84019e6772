package io.kmigrate.schema;

/** One method a type, so that a new type fails to compile wherever it is unhandled. */
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
