package io.kmigrate.dialect.mysql;

import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Indexes, unique constraints and primary keys, all of which are indexes here. Those that InnoDB made for a
 * foreign key are left out.
 */
final class IndexReader {
    /** MariaDB cuts the key of a long text to what fits, which is this many characters or more. */
    private static final int WHOLE_TEXT = 768;

    private final Product flavour;
    private final Map<String, Map<String, Index>> indexes = new LinkedHashMap<>();
    private final Map<String, String> keyNames = new LinkedHashMap<>();

    IndexReader(Product flavour) {
        this.flavour = flavour;
    }

    void read(CatalogReader reader, CatalogQueries queries) throws SQLException {
        reader.each(queries.indexes(), this::part);
        if (flavour == Product.MYSQL) {
            for (Map.Entry<String, Map<String, Index>> table : indexes.entrySet()) {
                readParsers(reader, queries.scope().name(table.getKey()), table.getValue());
            }
        }
        indexes.forEach((table, found) -> reader.change(table, old -> with(old, table, found)));
    }

    /** SHOW CREATE TABLE alone says what cuts the texts of an index into words. */
    private void readParsers(CatalogReader reader, TableName table, Map<String, Index> found) throws SQLException {
        if (found.values().stream().noneMatch(index -> "fulltext".equals(index.method()))) {
            return;
        }
        TableText text = TableText.of(reader.definition(table));
        found.replaceAll((name, index) -> text.parser(name)
                .map(parser -> index.withOptions(Map.of(flavour.dialect(), "WITH PARSER " + parser)))
                .orElse(index));
    }

    private void part(ResultSet row) throws SQLException {
        String table = row.getString("TABLE_NAME");
        String name = row.getString("INDEX_NAME");
        if (name.equals("PRIMARY")) {
            keyNames.put(table, row.getString("INDEX_COMMENT"));
        }
        Index part = Index.of(name, List.of(column(row)))
                .withUnique(!row.getBoolean("NON_UNIQUE"))
                .withMethod(method(row.getString("INDEX_TYPE")));
        indexes.computeIfAbsent(table, ignored -> new LinkedHashMap<>())
                .merge(
                        name,
                        part,
                        (left, right) -> left.withColumns(CatalogReader.plus(
                                left.columns(), right.columns().get(0))));
    }

    private IndexColumn column(ResultSet row) throws SQLException {
        String expression = row.getString("EXPRESSION");
        int length = row.getInt("SUB_PART");
        IndexColumn part = expression == null
                ? IndexColumn.column(row.getString("COLUMN_NAME"))
                        .withLength(isPart(row.getString("INDEX_TYPE"), length) ? (Integer) length : null)
                : IndexColumn.expression(ExpressionText.ofCatalog(expression, flavour));
        return "D".equals(row.getString("COLLATION")) ? part.descendingOrder() : part;
    }

    /** That of a spatial index is the size of a box around a shape. */
    private static boolean isPart(String type, int length) {
        return length > 0 && length < WHOLE_TEXT && !type.equals("SPATIAL");
    }

    /** HASH is MariaDB's way to keep long texts unique. */
    private static @Nullable String method(String type) {
        return type.equals("BTREE") || type.equals("HASH") ? null : type.toLowerCase(Locale.ROOT);
    }

    private Table with(Table table, String name, Map<String, Index> found) {
        Table result = table;
        for (Index index : found.values()) {
            if (index.name().equals("PRIMARY")) {
                String given = CatalogReader.textOrNull(keyNames.get(name));
                result = result.withPrimaryKey(new PrimaryKey(given, names(index)));
            } else if (isPlainUnique(index)) {
                UniqueConstraint unique = new UniqueConstraint(index.name(), names(index));
                result = result.withUniqueConstraints(CatalogReader.plus(result.uniqueConstraints(), unique));
            } else if (!TableKeys.isOfForeignKey(index, table)) {
                result = result.withIndexes(CatalogReader.plus(result.indexes(), index));
            }
        }
        return result;
    }

    private static boolean isPlainUnique(Index index) {
        return index.unique()
                && index.columns().stream()
                        .noneMatch(part -> part.expression() || part.descending() || part.length() != null);
    }

    private static List<String> names(Index index) {
        return index.columns().stream().map(IndexColumn::text).collect(Collectors.toList());
    }
}
