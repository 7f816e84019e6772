package io.kmigrate.exposed;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.exposed.v1.core.AutoIncColumnType;
import org.jetbrains.exposed.v1.core.ColumnTypeKt;
import org.jetbrains.exposed.v1.core.ColumnWithTransform;
import org.jetbrains.exposed.v1.core.EntityIDColumnType;
import org.jetbrains.exposed.v1.core.Expression;
import org.jetbrains.exposed.v1.core.IColumnType;
import org.jetbrains.exposed.v1.core.LiteralOp;
import org.jetbrains.exposed.v1.core.StringColumnType;
import org.jspecify.annotations.Nullable;

/** One Exposed column as ours. Needs a {@link StandardTransaction} around it. */
final class ExposedColumns {
    private static final Pattern GENERATED = Pattern.compile(
            "(?:GENERATED\\s+ALWAYS\\s+)?AS\\s*\\((.*)\\)\\s*(STORED|PERSISTED|VIRTUAL)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final org.jetbrains.exposed.v1.core.Table table;

    ExposedColumns(org.jetbrains.exposed.v1.core.Table table) {
        this.table = table;
    }

    Column translate(org.jetbrains.exposed.v1.core.Column<?> column) {
        IColumnType<?> type = column.getColumnType();
        boolean counts = ColumnTypeKt.isAutoInc(type) || ColumnTypeKt.isAutoInc(unwrapped(type));
        return new Column(
                StandardNames.unquoted(column.getName()),
                ExposedColumnTypes.of(type),
                type.getNullable(),
                counts ? null : defaultValue(column),
                counts ? Identity.standard() : null,
                generated(column),
                unwrapped(type) instanceof StringColumnType text ? text.getCollate() : null,
                column.getColumnComment$exposed_core());
    }

    private static IColumnType<?> unwrapped(IColumnType<?> type) {
        if (type instanceof AutoIncColumnType<?>) {
            return type;
        }
        if (type instanceof EntityIDColumnType<?> id) {
            return unwrapped(id.getIdColumn().getColumnType());
        }
        return type instanceof ColumnWithTransform<?, ?> transformed ? transformed.getOriginalColumnType() : type;
    }

    /** A client's default ({@code clientDefault}, {@code autoGenerate}) is no default of the database. */
    private @Nullable DefaultValue defaultValue(org.jetbrains.exposed.v1.core.Column<?> column) {
        Expression<?> expression = column.defaultValueInDb();
        if (expression == null) {
            return null;
        }
        if (expression instanceof LiteralOp<?> literal) {
            Object value = ExposedValues.stored(literal.getColumnType(), literal.getValue());
            if (value == null) {
                return null;
            }
            if (ExposedValues.isLiteral(value)) {
                return new DefaultValue.Literal(value);
            }
        }
        return new DefaultValue.Expression(StandardTransaction.render(table, expression));
    }

    private @Nullable Generated generated(org.jetbrains.exposed.v1.core.Column<?> column) {
        List<Object> definitions = column.getExtraDefinitions$exposed_core();
        if (definitions.isEmpty()) {
            return null;
        }
        if (definitions.size() == 1 && definitions.get(0) instanceof Generated generated) {
            return generated;
        }
        String text = String.join(" ", definitions.stream().map(this::text).toList());
        Matcher matcher = GENERATED.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("column " + column.getName() + " has withDefinition(\"" + text
                    + "\"), which only GENERATED ALWAYS AS (...) STORED or VIRTUAL can be");
        }
        boolean virtual = "VIRTUAL".equalsIgnoreCase(matcher.group(2)) || matcher.group(2) == null;
        return new Generated(matcher.group(1).strip(), !virtual);
    }

    private String text(Object definition) {
        return definition instanceof Expression<?> expression
                ? StandardTransaction.render(table, expression)
                : definition.toString();
    }
}
