package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.Widening;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The table is written again. */
@API(status = INTERNAL, since = "0.1")
public final class PgAlterTypeRewriteRule extends LockRule {
    public PgAlterTypeRewriteRule() {
        super("pg-alter-type-rewrite", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "The type of a column of a large table changes in a way that writes each row " + "again",
                "PostgreSQL writes the whole table and its indexes again, under an ACCESS "
                        + "EXCLUSIVE lock. A longer varchar, a text, more digits at the same scale and "
                        + "more precision of a time cost nothing. From `integer` to `bigint` is never "
                        + "free.",
                "Add a column of the new type, keep both with a trigger, copy the values in " + "batches, and switch.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, "id", ColumnChange.none().withType(new IntegerType(64, false)))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                ColumnType type = alter.change().type();
                if (type == null || isFree(alter, type, found.context())) {
                    return Stream.empty();
                }
                return found.on(
                        alter.table(),
                        Work.REWRITE,
                        "reads and writes of " + alter.table() + " are blocked while each row is written again with "
                                + alter.column() + " as " + type,
                        "add a column of the new type, copy the values in batches, and switch");
            }
        };
    }

    private static boolean isFree(AlterColumn alter, ColumnType type, LintContext context) {
        return alter.change().using() == null
                && context.column(alter.table(), alter.column())
                        .map(Column::type)
                        .filter(old -> old.equals(type) || isFree(old, type))
                        .isPresent();
    }

    /** The manual of 18, "ALTER TABLE": types that are binary coercible, or differ in a limit that grows. */
    private static boolean isFree(ColumnType old, ColumnType type) {
        int scale = old.accept(new Limit());
        return Widening.holds(old, type) && scale >= TEXT && scale == type.accept(new Limit());
    }

    private static final int TEXT = -1;
    private static final int OTHER = -2;

    /** The scale of a number whose precision may grow; one and the same for texts that are not padded. */
    private static final class Limit implements DefaultingColumnTypeVisitor<Integer> {
        @Override
        public Integer otherwise(ColumnType type) {
            return OTHER;
        }

        @Override
        public Integer textType(TextType type) {
            return TEXT;
        }

        @Override
        public Integer varcharType(VarcharType type) {
            return TEXT;
        }

        @Override
        public Integer decimalType(DecimalType type) {
            return type.scale();
        }
    }
}
