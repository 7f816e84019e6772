package io.kmigrate.lint;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns and constraints in the words of SQL. */
final class TableText {
    /** What may follow the type of a column. */
    private static final String[] AFTER_TYPE = {
        "NOT NULL",
        "NULL",
        "DEFAULT",
        "PRIMARY KEY",
        "UNIQUE",
        "REFERENCES",
        "CHECK",
        "GENERATED",
        "CONSTRAINT",
        "COLLATE",
        "AUTO_INCREMENT",
        "AUTOINCREMENT",
        "IDENTITY",
        "COMMENT",
        "AFTER",
        "FIRST",
        "AS",
        "ON UPDATE",
        "KEY",
        "USING",
        "WITH",
        "ALGORITHM",
        "LOCK",
        "CHARACTER SET"
    };

    private static final Pattern LITERAL = Pattern.compile("(?is)'.*'(::[\\w ]+)?|[-+]?[\\d.]+|true|false|null|E'.*'");

    private final SqlTokens sql;
    private final String dialect;
    private final List<CheckConstraint> checks = new ArrayList<>();
    private final List<UniqueConstraint> uniques = new ArrayList<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private @Nullable PrimaryKey primaryKey;
    private boolean hasColumnReference;

    TableText(SqlTokens sql, String dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** The table whose parenthesis comes next. */
    Table read(TableName name) {
        List<Column> columns = new ArrayList<>();
        for (SqlTokens part : sql.parenthesis().parts()) {
            ConstraintText constraint = new ConstraintText(part);
            if (constraint.isConstraint()) {
                add(constraint);
            } else if (!part.sees("LIKE")) {
                columns.add(column(part));
            }
        }
        return Table.of(name, columns, primaryKey)
                .withUniqueConstraints(uniques)
                .withCheckConstraints(checks)
                .withForeignKeys(keys);
    }

    private void add(ConstraintText text) {
        text.read();
        text.primaryKey().ifPresent(key -> primaryKey = key);
        text.unique().ifPresent(uniques::add);
        text.check().ifPresent(checks::add);
        text.foreignKey().ifPresent(keys::add);
    }

    /** Whether a column says by itself what it refers to. */
    boolean hasColumnReference() {
        return hasColumnReference;
    }

    /** What the column that was read last refers to. */
    List<ForeignKey> keys() {
        return keys;
    }

    List<UniqueConstraint> uniques() {
        return uniques;
    }

    List<CheckConstraint> checks() {
        return checks;
    }

    @Nullable
    PrimaryKey primaryKey() {
        return primaryKey;
    }

    /** A column, whose name comes next. */
    Column column(SqlTokens text) {
        String name = text.name();
        String type = text.until(AFTER_TYPE);
        Column column = Column.of(name, SqlTypes.of(type)).withNullable(true);
        if (SqlTypes.isSerial(type)) {
            column = column.withIdentity(Identity.ofSerial()).withNullable(false);
        }
        while (!text.isEnd()) {
            column = constraint(text, column);
        }
        return column;
    }

    private Column constraint(SqlTokens text, Column column) {
        if (text.accept("NOT NULL")) {
            return column.withNullable(false);
        }
        if (text.accept("DEFAULT")) {
            String expression = text.until(AFTER_TYPE);
            return column.withDefault(
                    LITERAL.matcher(expression).matches()
                            ? new DefaultValue.Literal(expression)
                            : new DefaultValue.Expression(expression));
        }
        if (text.accept("PRIMARY KEY")) {
            primaryKey = new PrimaryKey(null, List.of(column.name()));
            return column.withNullable(false);
        }
        if (text.accept("UNIQUE")) {
            uniques.add(new UniqueConstraint(null, List.of(column.name())));
            return column;
        }
        if (text.accept("REFERENCES")) {
            hasColumnReference = true;
            keys.add(ForeignKey.of(null, List.of(column.name()), text.table(), text.list()));
            return column;
        }
        if (text.accept("CHECK")) {
            checks.add(new CheckConstraint(null, text.parenthesis().text()));
            return column;
        }
        return computed(text, column);
    }

    private Column computed(SqlTokens text, Column column) {
        if (text.acceptAny(
                "GENERATED ALWAYS AS IDENTITY", "GENERATED BY DEFAULT AS IDENTITY", "AUTO_INCREMENT", "IDENTITY")) {
            text.parenthesis();
            return column.withIdentity(Identity.standard()).withNullable(false);
        }
        if (text.acceptAny("GENERATED ALWAYS AS", "AS")) {
            String expression = text.parenthesis().text();
            boolean isVirtual = text.accept("VIRTUAL");
            boolean stored = text.acceptAny("STORED", "PERSISTED") || (!isVirtual && Products.storesGenerated(dialect));
            return column.withGenerated(new Generated(expression, stored));
        }
        text.skip();
        return column;
    }
}
