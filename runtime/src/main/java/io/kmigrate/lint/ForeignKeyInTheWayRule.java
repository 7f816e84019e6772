package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A foreign key refers to what is dropped or changed. */
@API(status = INTERNAL, since = "0.1")
public final class ForeignKeyInTheWayRule implements Rule {
    @Override
    public String code() {
        return "foreign-key-in-the-way";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A foreign key refers to what is dropped or changed",
                "Databases refuse to drop a table, column or key that a foreign key refers to. Most also refuse a new "
                        + "type for the column.",
                "Drop the foreign key with `dropConstraint` before the change, and create it again with "
                        + "`createForeignKey` after it.",
                Examples.onUsersAnd(
                        Examples.orders(),
                        new AlterColumn(
                                Examples.USERS, "id", ColumnChange.none().withType(new IntegerType(64, false)))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new InTheWay(this, context);
    }

    /** Looks for the keys of other tables, or of the same one, that stand at the operation's turn. */
    private static final class InTheWay implements FindingVisitor {
        private final Rule rule;
        private final LintContext context;

        InTheWay(Rule rule, LintContext context) {
            this.rule = rule;
            this.context = context;
        }

        @Override
        public Stream<Finding> dropTable(DropTable drop) {
            return context.before().tables().stream()
                    .filter(table -> !table.name().equals(drop.table()))
                    .flatMap(table -> keys(table, drop.table(), key -> true));
        }

        @Override
        public Stream<Finding> dropColumn(DropColumn drop) {
            return over(drop.table(), drop.column());
        }

        @Override
        public Stream<Finding> alterColumn(AlterColumn alter) {
            return alter.change().type() == null ? Stream.empty() : over(alter.table(), alter.column());
        }

        @Override
        public Stream<Finding> dropConstraint(DropConstraint drop) {
            return context.before().table(drop.table()).map(ImpliedNames::given).stream()
                    .flatMap(table -> columns(table, drop.name()))
                    .limit(1)
                    .flatMap(columns -> over(
                            drop.table(),
                            key -> Set.copyOf(key.referencedColumns()).equals(Set.copyOf(columns))));
        }

        /** Those of the primary key or unique constraint. */
        private static Stream<List<String>> columns(Table table, String constraint) {
            return Stream.concat(
                    Stream.ofNullable(table.primaryKey())
                            .filter(key -> Objects.equals(key.name(), constraint))
                            .map(PrimaryKey::columns),
                    table.uniqueConstraints().stream()
                            .filter(unique -> Objects.equals(unique.name(), constraint))
                            .map(UniqueConstraint::columns));
        }

        private Stream<Finding> over(TableName target, String column) {
            return over(target, key -> key.referencedColumns().contains(column));
        }

        private Stream<Finding> over(TableName target, Predicate<ForeignKey> isOver) {
            return context.before().tables().stream().flatMap(table -> keys(table, target, isOver));
        }

        private Stream<Finding> keys(Table from, TableName target, Predicate<ForeignKey> isInTheWay) {
            return from.foreignKeys().stream()
                    .filter(key -> key.referencedTable().equals(target) && isInTheWay.test(key))
                    .flatMap(key -> finding(from.name(), key));
        }

        private Stream<Finding> finding(TableName from, ForeignKey key) {
            String name = "foreign key "
                    + (key.name() == null ? "over " + String.join(", ", key.columns()) : key.name())
                    + " of " + from;
            return context.finding(
                    rule,
                    name + " refers to " + key.referencedTable() + " (" + String.join(", ", key.referencedColumns())
                            + ") and stops the change",
                    "drop " + name + " before this operation, and create it again after it");
        }
    }
}
