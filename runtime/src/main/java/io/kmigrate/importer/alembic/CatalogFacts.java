package io.kmigrate.importer.alembic;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.DefaultingSchemaObjectVisitor;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema that a history has made so far, as maps and lists: what the recorder answers the revisions from. */
final class CatalogFacts implements DefaultingSchemaObjectVisitor<String> {
    private final List<Object> enums = new ArrayList<>();

    private CatalogFacts() {}

    /** @param isWhole whether the history began at an empty database, so that it knows all tables */
    static Map<String, Object> of(Snapshot schema, boolean isWhole, Doubts doubts) {
        CatalogFacts kinds = new CatalogFacts();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("uncertain", !isWhole || doubts.isAnything());
        facts.put("doubted", doubts.names());
        facts.put(
                "tables",
                schema.tables().stream()
                        .map(table -> table(table, doubts.isIn(table)))
                        .toList());
        Map<String, List<Object>> objects = new LinkedHashMap<>();
        for (SchemaObject object : schema.objects()) {
            objects.computeIfAbsent(object.accept(kinds), kind -> new ArrayList<>())
                    .add(named(object.name()));
        }
        facts.putAll(objects);
        facts.put("enums", kinds.enums);
        return facts;
    }

    @Override
    public String otherwise(SchemaObject object) {
        return "others";
    }

    @Override
    public String schema(DatabaseSchema object) {
        return "schemas";
    }

    @Override
    public String sequence(Sequence object) {
        return "sequences";
    }

    @Override
    public String view(View object) {
        return object.materialized() ? "materialized" : "views";
    }

    @Override
    public String enumeration(DatabaseEnum object) {
        Map<String, @Nullable Object> facts = named(object.name());
        facts.put("labels", object.labels());
        enums.add(facts);
        return "types";
    }

    private static Map<String, @Nullable Object> named(TableName name) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("schema", name.schema());
        facts.put("name", name.name());
        return facts;
    }

    private static Map<String, @Nullable Object> table(Table table, boolean isDoubted) {
        Map<String, @Nullable Object> facts = named(table.name());
        facts.put("uncertain", isDoubted);
        facts.put("columns", table.columns().stream().map(CatalogFacts::column).toList());
        facts.put(
                "key",
                table.primaryKey() == null
                        ? null
                        : columns(table.primaryKey().name(), table.primaryKey().columns()));
        facts.put(
                "uniques",
                table.uniqueConstraints().stream()
                        .map(unique -> columns(unique.name(), unique.columns()))
                        .toList());
        facts.put(
                "checks",
                table.checkConstraints().stream()
                        .map(check -> with(check.name(), "text", check.condition()))
                        .toList());
        facts.put(
                "keys",
                table.foreignKeys().stream().map(CatalogFacts::foreignKey).toList());
        facts.put("indexes", table.indexes().stream().map(CatalogFacts::index).toList());
        facts.put("comment", table.comment());
        return facts;
    }

    private static Map<String, @Nullable Object> column(Column column) {
        Map<String, @Nullable Object> facts =
                with(column.name(), "type", column.type().toString());
        if (column.type() instanceof EnumType type) {
            facts.put("enum", named(type.name()));
            facts.put("labels", type.labels());
        }
        DefaultValue value = column.defaultValue();
        facts.put("nullable", column.nullable());
        facts.put("default", value == null ? null : value.toString());
        facts.put("numbered", column.autoIncrement());
        facts.put("comment", column.comment());
        return facts;
    }

    private static Map<String, @Nullable Object> foreignKey(ForeignKey key) {
        Map<String, @Nullable Object> facts = columns(key.name(), key.columns());
        facts.put("table", named(key.referencedTable()));
        facts.put("others", key.referencedColumns());
        return facts;
    }

    /** An expression is no column, and has null instead of a name. */
    private static Map<String, @Nullable Object> index(Index index) {
        List<@Nullable String> names = new ArrayList<>();
        for (IndexColumn part : index.columns()) {
            names.add(part.expression() ? null : part.text());
        }
        Map<String, @Nullable Object> facts = with(index.name(), "columns", names);
        facts.put("unique", index.unique());
        facts.put("included", index.include());
        return facts;
    }

    private static Map<String, @Nullable Object> columns(@Nullable String name, List<String> columns) {
        return with(name, "columns", columns);
    }

    private static Map<String, @Nullable Object> with(@Nullable String name, String word, Object value) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put(word, value);
        return facts;
    }
}
