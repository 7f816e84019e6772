package io.kmigrate.schema;

import io.kmigrate.schema.ColumnType.CharType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.ColumnType.VarcharType;

/** The longest text of a value; 0 where it is not known. */
final class TextLength implements DefaultingColumnTypeVisitor<Integer> {
    private TextLength() {}

    static int of(ColumnType type) {
        return type.accept(new TextLength());
    }

    @Override
    public Integer otherwise(ColumnType type) {
        return 0;
    }

    @Override
    public Integer varcharType(VarcharType type) {
        return type.length();
    }

    @Override
    public Integer charType(CharType type) {
        return type.length();
    }

    @Override
    public Integer integerType(IntegerType type) {
        return Digits.of(type).map(digits -> digits.whole() + 1).orElse(0);
    }

    @Override
    public Integer decimalType(DecimalType type) {
        return type.precision() + 2;
    }

    @Override
    public Integer enumType(EnumType type) {
        return type.labels().stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    public Integer uuidType(UuidType type) {
        return 36;
    }
}
