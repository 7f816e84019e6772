package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.SqlString;
import io.kmigrate.schema.Table;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The escaped strings in the expressions of an operation, as a database writes them: see {@link SqlString}. */
@API(status = INTERNAL, since = "0.1")
public final class StandardStrings implements DefaultingOperationVisitor<Operation> {
    private final UnaryOperator<String> literal;

    private StandardStrings(UnaryOperator<String> literal) {
        this.literal = literal;
    }

    /**
     * The operation with such strings as the database writes them.
     *
     * @param literal a text as a literal of the database
     */
    public static Operation translated(Operation operation, UnaryOperator<String> literal) {
        return operation.accept(new StandardStrings(literal));
    }

    @Override
    public Operation otherwise(Operation operation) {
        return operation;
    }

    @Override
    public Operation createTable(CreateTable operation) {
        Table table = operation.table();
        return new CreateTable(
                table.withColumns(table.columns().stream().map(this::column).toList())
                        .withCheckConstraints(table.checkConstraints().stream()
                                .map(this::check)
                                .toList())
                        .withExclusionConstraints(table.exclusionConstraints().stream()
                                .map(this::exclusion)
                                .toList())
                        .withIndexes(table.indexes().stream().map(this::index).toList()),
                operation.ifNotExists());
    }

    @Override
    public Operation addColumn(AddColumn operation) {
        return new AddColumn(
                operation.table(),
                column(operation.column()),
                operation.foreignKey(),
                operation.ifNotExists(),
                operation.place(),
                operation.notNull());
    }

    @Override
    public Operation alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        ColumnChange.DefaultChange newDefault = change.defaultChange();
        if (newDefault != null) {
            change = change.withDefault(value(newDefault.value()));
        }
        ColumnChange.GeneratedChange generation = change.generatedChange();
        if (generation != null) {
            change = change.withGenerated(generated(generation.value()));
        }
        return new AlterColumn(
                operation.table(), operation.column(), change.withUsing(text(change.using())), operation.dependants());
    }

    @Override
    public Operation createIndex(CreateIndex operation) {
        return new CreateIndex(
                operation.table(), index(operation.index()), operation.ifNotExists(), operation.concurrently());
    }

    @Override
    public Operation createCheckConstraint(CreateCheckConstraint operation) {
        return new CreateCheckConstraint(operation.table(), check(operation.constraint()));
    }

    @Override
    public Operation createExclusionConstraint(CreateExclusionConstraint operation) {
        return new CreateExclusionConstraint(operation.table(), exclusion(operation.constraint()));
    }

    private Column column(Column column) {
        return column.withDefault(value(column.defaultValue())).withGenerated(generated(column.generated()));
    }

    private @Nullable DefaultValue value(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                ? new DefaultValue.Expression(in(expression.sql()))
                : value;
    }

    private @Nullable Generated generated(@Nullable Generated generated) {
        return generated == null ? null : new Generated(in(generated.expression()), generated.stored());
    }

    private CheckConstraint check(CheckConstraint check) {
        return check.withCondition(in(check.condition()));
    }

    private ExclusionConstraint exclusion(ExclusionConstraint constraint) {
        return constraint.withWhere(text(constraint.where()));
    }

    private Index index(Index index) {
        return index.withWhere(text(index.where()))
                .withColumns(index.columns().stream()
                        .map(part -> part.expression() ? part.withText(in(part.text())) : part)
                        .toList());
    }

    private @Nullable String text(@Nullable String sql) {
        return sql == null ? null : in(sql);
    }

    private String in(String sql) {
        return SqlString.withEscaped(sql, literal);
    }
}
