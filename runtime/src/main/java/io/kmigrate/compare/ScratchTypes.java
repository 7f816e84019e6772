package io.kmigrate.compare;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.ArrayType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Enumerations of named schemas, in a scratch schema: their real ones may have other labels. There, the schema is part
 * of the name, so that two of one name stay two. SQL text in the tables follows, and comes back.
 */
final class ScratchTypes {
    private final Collection<TableName> names = new TreeSet<>();

    ScratchTypes(Snapshot schema) {
        Stream.concat(
                        schema.tables().stream()
                                .flatMap(table -> table.columns().stream())
                                .map(column -> column.type().elementType())
                                .filter(EnumType.class::isInstance)
                                .map(type -> ((EnumType) type).name()),
                        schema.objects().stream()
                                .filter(DatabaseEnum.class::isInstance)
                                .map(SchemaObject::name))
                .filter(name -> name.schema() != null)
                .forEach(names::add);
    }

    /** The schema with all of them in the default one. */
    Snapshot moved(Snapshot schema) {
        return names.isEmpty() ? schema : changed(schema, name -> TableName.of(name.toString()), this::movedText);
    }

    /** What was made of {@link #moved}, with the types where they belong. */
    Snapshot back(Snapshot made) {
        return names.isEmpty() ? made : changed(made, this::back, this::backText);
    }

    private TableName back(TableName name) {
        TableName original = TableName.parse(name.name());
        return name.schema() == null && names.contains(original) ? original : name;
    }

    private String movedText(String sql) {
        String result = sql;
        for (TableName name : names) {
            Pattern spelled = Pattern.compile("(?<![\\w\"$.])(?:" + spelling(String.valueOf(name.schema())) + ")\\.(?:"
                    + spelling(name.name()) + ")(?![\\w\"$])");
            result = spelled.matcher(result).replaceAll(Matcher.quoteReplacement(scratchName(name)));
        }
        return result;
    }

    private String backText(String sql) {
        String result = sql;
        for (TableName name : names) {
            result = result.replace(
                    scratchName(name), quoted(String.valueOf(name.schema())) + "." + quoted(name.name()));
        }
        return result;
    }

    private static String spelling(String name) {
        return Pattern.quote(name) + "|" + Pattern.quote("\"" + name + "\"");
    }

    private static String scratchName(TableName name) {
        return "\"" + name + "\"";
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name + "\"";
    }

    private static Snapshot changed(Snapshot schema, UnaryOperator<TableName> name, UnaryOperator<String> text) {
        TypeChange types = new TypeChange(name, text);
        return Snapshot.of(
                schema.tables().stream()
                        .map(table -> changed(table, types, text))
                        .toList(),
                schema.objects().stream()
                        .map(object -> object instanceof DatabaseEnum type
                                ? new DatabaseEnum(name.apply(type.name()), type.labels())
                                : object)
                        .toList());
    }

    private static Table changed(Table table, TypeChange types, UnaryOperator<String> text) {
        return table.withColumns(table.columns().stream()
                        .map(column -> changed(column, types, text))
                        .toList())
                .withCheckConstraints(table.checkConstraints().stream()
                        .map(check -> check.withCondition(text.apply(check.condition())))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .map(index -> changed(index, text))
                        .toList())
                .withExclusionConstraints(table.exclusionConstraints().stream()
                        .map(constraint -> constraint.withWhere(changed(constraint.where(), text)))
                        .toList());
    }

    private static Column changed(Column column, TypeChange types, UnaryOperator<String> text) {
        Column result = column.withType(column.type().accept(types));
        if (column.defaultValue() instanceof DefaultValue.Expression expression) {
            result = result.withDefault(new DefaultValue.Expression(text.apply(expression.sql())));
        }
        Generated generated = column.generated();
        return generated == null
                ? result
                : result.withGenerated(new Generated(text.apply(generated.expression()), generated.stored()));
    }

    private static Index changed(Index index, UnaryOperator<String> text) {
        return index.withWhere(changed(index.where(), text))
                .withColumns(index.columns().stream()
                        .map(part -> part.expression() ? part.withText(text.apply(part.text())) : part)
                        .toList());
    }

    private static @Nullable String changed(@Nullable String sql, UnaryOperator<String> text) {
        return sql == null ? null : text.apply(sql);
    }

    private record TypeChange(UnaryOperator<TableName> name, UnaryOperator<String> text)
            implements DefaultingColumnTypeVisitor<ColumnType> {
        @Override
        public ColumnType otherwise(ColumnType type) {
            return type;
        }

        @Override
        public ColumnType arrayType(ArrayType type) {
            return new ArrayType(type.element().accept(this));
        }

        @Override
        public ColumnType enumType(EnumType type) {
            return new EnumType(name.apply(type.name()), type.labels());
        }

        @Override
        public ColumnType customType(CustomType type) {
            return new CustomType(text.apply(type.sql()));
        }
    }
}
