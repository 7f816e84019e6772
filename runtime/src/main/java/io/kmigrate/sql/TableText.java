package io.kmigrate.sql;

import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final Reading reading;
    private final List<CheckConstraint> checks = new ArrayList<>();
    private final List<UniqueConstraint> uniques = new ArrayList<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private @Nullable PrimaryKey primaryKey;
    private final List<Index> indexes = new ArrayList<>();
    private boolean hasColumnReference;
    private String type = "";
    private @Nullable String name;
    private @Nullable ColumnPlace place;

    TableText(SqlTokens sql, Reading reading) {
        this.sql = sql;
        this.reading = reading;
    }

    /** The table whose parenthesis comes next. */
    Table read(TableName name) {
        List<Column> columns = new ArrayList<>();
        for (SqlTokens part : sql.parenthesis().parts()) {
            ConstraintText constraint = new ConstraintText(part, reading);
            if (constraint.isConstraint()) {
                add(constraint);
            } else if (!part.sees("LIKE")) {
                columns.add(column(part));
            }
        }
        if (reading.isExact() && reading.grammar().mergesKeys()) {
            mergeKeys();
        }
        return Table.of(name, columns, primaryKey)
                .withUniqueConstraints(uniques)
                .withCheckConstraints(checks)
                .withForeignKeys(keys)
                .withOptions(options());
    }

    /** A unique constraint over the columns of the primary key becomes that key, which gets its name if it has none. */
    private void mergeKeys() {
        PrimaryKey key = primaryKey;
        if (key == null) {
            return;
        }
        List<UniqueConstraint> same = uniques.stream()
                .filter(unique ->
                        unique.columns().equals(key.columns()) && unique.deferral() == Deferral.NOT_DEFERRABLE)
                .toList();
        uniques.removeAll(same);
        String given = key.name();
        for (UniqueConstraint unique : same) {
            given = given == null ? unique.name() : given;
        }
        primaryKey = key.withName(given);
    }

    /** What follows the columns, unless it makes rows or more columns. */
    private Map<String, String> options() {
        boolean isMore = sql.sees("AS") || sql.has("SELECT") || sql.sees("INHERITS") || sql.sees("PARTITION OF");
        return !reading.isExact() || sql.isEnd() || isMore
                ? Map.of()
                : Map.of(reading.dialect().name(), sql.rest());
    }

    /** Those that stand among the columns. */
    List<Index> indexes() {
        return indexes;
    }

    private void add(ConstraintText text) {
        text.read();
        text.primary().ifPresent(key -> primaryKey = key);
        text.uniqueConstraint().ifPresent(uniques::add);
        text.index().ifPresent(indexes::add);
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
        return described(text.name(), text);
    }

    /** A column of that name, whose type comes next. */
    Column described(String columnName, SqlTokens text) {
        type = typeText(text);
        place = null;
        if (type.isEmpty() && reading.isExact()) {
            text.leaveOut();
        }
        Column column = Column.of(columnName, reading.type(type)).withNullable(true);
        if (SqlTypes.isSerial(type)) {
            column = column.withType(SqlTypes.of(type))
                    .withIdentity(Identity.ofSerial())
                    .withNullable(false);
        }
        while (!text.isEnd()) {
            column = constraint(text, column);
        }
        return column;
    }

    private static String typeText(SqlTokens text) {
        String type = text.until(AFTER_TYPE);
        return text.accept("WITH TIME ZONE") ? type + " with time zone" : type;
    }

    private Column constraint(SqlTokens text, Column column) {
        if (text.accept("CONSTRAINT")) {
            name = text.name();
            return column;
        }
        Column changed = facet(text, column);
        if (name != null) {
            // A name of what has none in a script, such as of NOT NULL.
            text.leaveOut();
            name = null;
        }
        return changed;
    }

    /** The name that was given just before. */
    private @Nullable String takeName() {
        String given = name;
        name = null;
        return given;
    }

    private Column facet(SqlTokens text, Column column) {
        if (text.accept("NOT NULL")) {
            return column.withNullable(false);
        }
        if (text.accept("NULL")) {
            return column.withNullable(true);
        }
        if (text.accept("DEFAULT")) {
            return column.withDefault(defaultValue(text, column));
        }
        if (text.accept("PRIMARY KEY")) {
            primaryKey = new PrimaryKey(takeName(), List.of(column.name()));
            return column.withNullable(false);
        }
        if (text.accept("UNIQUE")) {
            text.accept("KEY");
            uniques.add(new UniqueConstraint(takeName(), List.of(column.name())));
            return column;
        }
        if (text.accept("REFERENCES")) {
            hasColumnReference = true;
            ForeignKey key = new ReferenceText(text, reading).read(takeName(), List.of(column.name()));
            if (!reading.isExact() || !reading.grammar().ignoresColumnReferences()) {
                keys.add(key);
            }
            return column;
        }
        if (text.accept("CHECK")) {
            checks.add(new CheckConstraint(takeName(), text.parenthesis().text()));
            return column;
        }
        return numbered(text, column);
    }

    private @Nullable DefaultValue defaultValue(SqlTokens text, Column column) {
        if (!reading.isExact()) {
            String expression = text.until(AFTER_TYPE);
            return LITERAL.matcher(expression).matches()
                    ? new DefaultValue.Literal(expression)
                    : new DefaultValue.Expression(expression);
        }
        return LiteralText.defaultValue(text, column.type(), AFTER_TYPE);
    }

    private Column numbered(SqlTokens text, Column column) {
        if (text.accept("GENERATED ALWAYS AS IDENTITY")) {
            return column.withIdentity(identity(text, true)).withNullable(false);
        }
        if (text.acceptAny("GENERATED BY DEFAULT AS IDENTITY", "AUTO_INCREMENT", "AUTOINCREMENT", "IDENTITY")) {
            return column.withIdentity(identity(text, false)).withNullable(false);
        }
        if (text.acceptAny("GENERATED ALWAYS AS", "AS")) {
            String expression = text.parenthesis().text();
            boolean isVirtual = text.accept("VIRTUAL");
            boolean stored = text.acceptAny("STORED", "PERSISTED")
                    || (!isVirtual && reading.grammar().storesGenerated());
            return column.withGenerated(new Generated(expression, stored));
        }
        return described(text, column);
    }

    /** The first number and the steps, in the words of the standard or as two numbers. */
    private static Identity identity(SqlTokens text, boolean always) {
        SqlTokens inner = text.parenthesis();
        long start = 1;
        long increment = 1;
        for (boolean isNumber = true; !inner.isEnd(); isNumber = false) {
            if (inner.acceptAny("INCREMENT BY", "INCREMENT", ",")) {
                increment = inner.number().orElse(increment);
            } else if (inner.acceptAny("START WITH", "START") || isNumber) {
                start = inner.number().orElse(start);
            } else {
                inner.skip();
            }
        }
        return increment == 0 ? Identity.standard() : new Identity(always, start, increment);
    }

    private Column described(SqlTokens text, Column column) {
        if (text.accept("COLLATE")) {
            return column.withCollation(text.name());
        }
        if (text.accept("COMMENT")) {
            return text.string().map(column::withComment).orElse(column);
        }
        if (reading.isExact() && text.accept("CHARACTER SET")) {
            return column.withType(new CustomType(type + " CHARACTER SET " + text.name()));
        }
        if (reading.isExact() && column.defaultValue() != null && text.accept("ON UPDATE")) {
            String both = column.defaultValue() + " ON UPDATE " + text.until(AFTER_TYPE);
            return column.withDefault(new DefaultValue.Expression(both));
        }
        if (reading.isExact() && reading.grammar().hasInlineIndexes()) {
            if (text.accept("FIRST")) {
                place = ColumnPlace.FIRST;
                return column;
            }
            if (text.accept("AFTER")) {
                place = ColumnPlace.after(text.name());
                return column;
            }
        }
        text.skip();
        return column;
    }

    /** Where the column that was read last stands; null: at the end, or where it was. */
    @Nullable
    ColumnPlace place() {
        return place;
    }
}
