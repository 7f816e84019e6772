package io.kmigrate.diff;

import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.ArrayType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.Generated;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must change about one column. */
final class ColumnDiff {
    private final Column live;
    private final Column wanted;
    private final Column written;
    private final DiffOptions options;

    /**
     * Compares two columns.
     *
     * @param live with its nullability as a key makes it
     * @param wanted with its nullability as a key makes it
     * @param written what operations say
     */
    ColumnDiff(Column live, Column wanted, Column written, DiffOptions options) {
        this.live = live;
        this.wanted = wanted;
        this.written = written;
        this.options = options;
    }

    /** True where no database can turn the one column into the other: what is computed has no values of its own. */
    boolean mustReplace() {
        Generated after = wanted.generated();
        Generated before = live.generated();
        return after != null && (before == null || before.stored() != after.stored());
    }

    ColumnType typeBefore() {
        return live.type();
    }

    boolean changesType() {
        return !options.sameness().sameType(bare(live.type()), bare(wanted.type()));
    }

    /** Labels belong to the type, where the database keeps it under its name. */
    private ColumnType bare(ColumnType type) {
        if (!options.sameness().keeps(DatabaseEnum.class)) {
            return type;
        }
        return type.accept(new WithoutLabels());
    }

    private static final class WithoutLabels implements DefaultingColumnTypeVisitor<ColumnType> {
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
            return new EnumType(type.name(), List.of());
        }
    }

    ColumnChange change() {
        ColumnChange change = ColumnChange.none();
        if (changesType()) {
            change = change.withType(written.type());
        }
        if (live.nullable() != wanted.nullable()) {
            change = change.withNullable(wanted.nullable());
        }
        if (!sameDefault(live.defaultValue(), wanted.defaultValue())) {
            change = change.withDefault(wanted.defaultValue() == null ? null : written.defaultValue());
        }
        if (!options.sameness().sameIdentity(live.identity(), wanted.identity())) {
            change = identity(change);
        }
        if (!Objects.equals(plain(live.generated()), plain(wanted.generated()))) {
            change = change.withGenerated(wanted.generated() == null ? null : written.generated());
        }
        if (!Objects.equals(live.collation(), wanted.collation())) {
            change = change.withCollation(wanted.collation() == null ? null : written.collation());
        }
        if (options.sameness().keepsComments() && !Objects.equals(live.comment(), wanted.comment())) {
            change = change.withComment(wanted.comment() == null ? "" : wanted.comment());
        }
        return change;
    }

    /** A type that only a column has which numbers rows goes with the numbering. */
    private ColumnChange identity(ColumnChange change) {
        boolean keepsType = change.type() != null || live.type().equals(wanted.type());
        return (keepsType ? change : change.withType(written.type()))
                .withIdentity(wanted.identity() == null ? null : written.identity());
    }

    /** A number is the same however many bits hold it. */
    private boolean sameDefault(@Nullable DefaultValue left, @Nullable DefaultValue right) {
        if (left == null || right == null || left.isExpression() != right.isExpression()) {
            return Objects.equals(left, right);
        }
        return left.isExpression()
                ? options.sameness().sameDefault(wanted.type(), left.toString(), right.toString())
                : left.toString().equals(right.toString());
    }

    private @Nullable Generated plain(@Nullable Generated generated) {
        return generated == null
                ? null
                : new Generated(options.sameness().plain(generated.expression()), generated.stored());
    }
}
