package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server copies the table and blocks writers. */
@API(status = INTERNAL, since = "0.1")
public final class MyAlgorithmCopyRule extends LockRule {
    public MyAlgorithmCopyRule() {
        super("my-algorithm-copy", Severity.ERROR, Products.mysql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A change copies a large table row by row",
                "Another type or character set, a check on MySQL, a stored generated column, "
                        + "and a primary key that is dropped need ALGORITHM=COPY. Writers are blocked, "
                        + "the disk needs twice the space, and replicas fall behind.",
                "Say ALGORITHM=INPLACE, LOCK=NONE, so that the server refuses instead. Use "
                        + "gh-ost or pt-online-schema-change for what cannot be done in place.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, "id", ColumnChange.none().withType(new IntegerType(64, false)))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                ColumnType type = alter.change().type();
                boolean isCopied = type != null
                        && found.context()
                                .column(alter.table(), alter.column())
                                .map(Column::type)
                                .filter(old -> old.equals(type) || isLonger(old, type))
                                .isEmpty();
                return isCopied || alter.change().collationChange() != null
                        ? copied(alter.table(), "the column " + alter.column() + " changes")
                        : Stream.empty();
            }

            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                Generated generated = add.column().generated();
                return generated != null && generated.stored()
                        ? copied(add.table(), "the column " + add.column().name() + " is computed")
                        : Stream.empty();
            }

            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return copied(create.table(), "the check is made");
            }

            @Override
            public Stream<Finding> dropConstraint(DropConstraint drop) {
                return isPrimary(drop) ? copied(drop.table(), "the primary key is dropped") : Stream.empty();
            }

            private boolean isPrimary(DropConstraint drop) {
                return drop.name().equalsIgnoreCase("primary")
                        || drop.name().equalsIgnoreCase("primary key")
                        || found.context()
                                .before()
                                .table(drop.table())
                                .filter(table -> table.primaryKey() != null
                                        && drop.name().equals(table.primaryKey().name()))
                                .isPresent();
            }

            /** Where the length crosses 255 bytes, another rule says so. */
            private static boolean isLonger(ColumnType old, ColumnType type) {
                return old instanceof VarcharType from
                        && type instanceof VarcharType to
                        && from.length() <= to.length();
            }

            private Stream<Finding> copied(TableName table, String why) {
                return found.on(
                        table,
                        Work.REWRITE,
                        "writes to " + table + " are blocked while it is copied because " + why,
                        "use gh-ost or pt-online-schema-change, or a time when no one writes");
            }
        };
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        boolean isCopy = action.kind() == Kind.CONVERT_TEXT || action.kind() == Kind.REWRITE;
        return isCopy && table != null
                ? found.on(
                        table,
                        Work.REWRITE,
                        "writes to " + table + " are blocked while it is copied by " + action.text(),
                        "use gh-ost or pt-online-schema-change, or a time when no one writes")
                : Stream.empty();
    }
}
