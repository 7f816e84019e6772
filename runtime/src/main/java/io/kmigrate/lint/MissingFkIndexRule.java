package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Every delete of a parent reads the whole child. */
@API(status = INTERNAL, since = "0.1")
public final class MissingFkIndexRule extends LiveRule {
    public MissingFkIndexRule() {
        super(
                "missing-fk-index",
                Severity.WARNING,
                Products.of(
                        "PostgreSQL, SQLite, SQL Server and Oracle; MySQL and MariaDB make the index themselves",
                        Products.POSTGRESQL,
                        Products.SQLITE,
                        Products.SQL_SERVER,
                        Products.ORACLE));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A foreign key has no index on its columns",
                "Anyone who deletes or changes a row of the other table reads this whole table. "
                        + "Oracle even locks it.",
                "Create an index on the columns of the key, in the same revision.",
                new Documentation.Example(
                        List.of(Examples.users(), Examples.plainOrders()),
                        List.of(new CreateForeignKey(TableName.of("orders"), Examples.userOfOrder()))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return missing(create.table(), create.foreignKey());
            }

            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                ForeignKey key = add.foreignKey();
                return key == null ? Stream.empty() : missing(add.table(), key);
            }

            @Override
            public Stream<Finding> createTable(CreateTable create) {
                return create.table().foreignKeys().stream()
                        .filter(key -> !isIndexed(create.table(), key))
                        .flatMap(key -> missing(create.table().name(), key));
            }

            private Stream<Finding> missing(TableName table, ForeignKey key) {
                boolean isIndexed = context.before()
                                .table(table)
                                .filter(found -> isIndexed(found, key))
                                .isPresent()
                        || context.revision().stream()
                                .anyMatch(operation -> operation instanceof CreateIndex create
                                        && create.table().equals(table)
                                        && begins(names(create.index()), key.columns()));
                return isIndexed
                        ? Stream.empty()
                        : context.finding(
                                MissingFkIndexRule.this,
                                table,
                                "no index of " + table + " begins with " + String.join(", ", key.columns())
                                        + ", which refers to " + key.referencedTable(),
                                "create an index on " + String.join(", ", key.columns()));
            }
        };
    }

    private static boolean isIndexed(Table table, ForeignKey key) {
        boolean isKey = table.primaryKey() != null && begins(table.primaryKey().columns(), key.columns());
        return isKey
                || table.uniqueConstraints().stream().anyMatch(unique -> begins(unique.columns(), key.columns()))
                || table.indexes().stream().anyMatch(index -> begins(names(index), key.columns()));
    }

    private static List<String> names(Index index) {
        return index.columns().stream().map(IndexColumn::text).toList();
    }

    private static boolean begins(List<String> index, List<String> columns) {
        return index.size() >= columns.size()
                && Set.copyOf(index.subList(0, columns.size())).equals(Set.copyOf(columns));
    }
}
