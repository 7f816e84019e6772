package io.kmigrate.importer.liquibase;

import io.kmigrate.dialect.DefaultNumber;
import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns of a change log, with the constraints that stand beside them. */
final class ColumnNodes {
    private static final Pattern REFERENCE = Pattern.compile("\\s*([\\w.\"]+)\\s*\\(([^)]*)\\)\\s*");

    private final LiquibaseNames names;
    private final LiquibaseTypes types;

    ColumnNodes(LiquibaseNames names, LiquibaseTypes types) {
        this.names = names;
        this.types = types;
    }

    Column column(Node node) {
        ColumnType type = types.of(node.is("autoIncrement") ? numbered(node.get("type")) : node.get("type"));
        Column column = Column.of(names.of(node.get("name")), type).withNullable(true);
        if (node.is("autoIncrement")) {
            long start = number(node.get("startWith"));
            long step = number(node.get("incrementBy"));
            column = column.withIdentity(new Identity(false, start, step)).withNullable(false);
        }
        for (Node constraints : node.all("constraints")) {
            if (constraints.get("nullable").equalsIgnoreCase("false") || constraints.is("primaryKey")) {
                column = column.withNullable(false);
            }
        }
        Column described = node.has("remarks") ? column.withComment(node.get("remarks")) : column;
        return described.withDefault(defaultValue(node, type).orElse(null));
    }

    /** A type that numbers rows by itself as the one of its numbers. */
    private static String numbered(String type) {
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "serial", "serial4" -> "int";
            case "bigserial", "serial8" -> "bigint";
            case "smallserial", "serial2" -> "smallint";
            default -> type;
        };
    }

    /** Where it stands among the columns of its table; null: at the end. */
    @Nullable
    ColumnPlace place(Node node, TableName table, Snapshot schema) {
        if (node.has("afterColumn")) {
            return ColumnPlace.after(names.of(node.get("afterColumn")));
        }
        List<String> known = schema.table(table)
                .map(found -> found.columns().stream().map(Column::name).toList())
                .orElse(List.of());
        int place = node.has("beforeColumn")
                ? known.indexOf(names.of(node.get("beforeColumn")))
                : (int) number(node.has("position") ? node.get("position") : "0") - 1;
        if (place < 0 || place >= known.size()) {
            return null;
        }
        return place == 0 ? ColumnPlace.FIRST : ColumnPlace.after(known.get(place - 1));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 1;
    }

    /** By the attribute that holds it. */
    Optional<DefaultValue> defaultValue(Node node, ColumnType type) {
        if (node.has("defaultValueComputed")) {
            return Optional.of(new DefaultValue.Expression(node.get("defaultValueComputed")));
        }
        if (node.has("defaultValueBoolean")) {
            return Optional.of(truth(node.is("defaultValueBoolean"), type));
        }
        if (node.has("defaultValueNumeric")) {
            return Optional.of(number(node.get("defaultValueNumeric"), type));
        }
        if (node.has("defaultValueDate")) {
            String text = node.get("defaultValueDate");
            boolean isMoment = text.matches("\\d{4}-\\d\\d-\\d\\d.*");
            return Optional.of(new DefaultValue.Expression(isMoment ? "'" + text.replace('T', ' ') + "'" : text));
        }
        if (!node.attributes().containsKey("defaultValue")) {
            return Optional.empty();
        }
        String text = node.attributes().getOrDefault("defaultValue", "");
        if (text.equalsIgnoreCase("null")) {
            return Optional.empty();
        }
        if (isTruth(type)) {
            return Optional.of(truth(text.matches("(?i)true|1|t|b'1'"), type));
        }
        if (type.isNumber() && text.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
            return Optional.of(number(text, type));
        }
        return Optional.of(
                type.isText()
                        ? new DefaultValue.Literal(text)
                        : new DefaultValue.Expression("'" + text.replace("'", "''") + "'"));
    }

    private static boolean isTruth(ColumnType type) {
        return type.equals(new BooleanType());
    }

    private static DefaultValue truth(boolean value, ColumnType type) {
        return isTruth(type) ? new DefaultValue.Literal(value) : new DefaultValue.Expression(value ? "1" : "0");
    }

    private static DefaultValue number(String text, ColumnType type) {
        boolean isPlain = text.matches("-?\\d{1,18}") || (text.matches("-?\\d{1,18}\\.\\d{1,18}") && isDecimal(type));
        return isPlain && type.isNumber()
                ? new DefaultValue.Literal(type.accept(new DefaultNumber(new BigDecimal(text))))
                : new DefaultValue.Expression(text);
    }

    private static boolean isDecimal(ColumnType type) {
        return type.getClass().equals(ColumnType.DecimalType.class);
    }

    /** The primary key of the columns that say they are of it. */
    @Nullable
    PrimaryKey primaryKey(List<Node> columns, @Nullable String standardName) {
        List<String> keys = new ArrayList<>();
        String name = null;
        for (Node column : columns) {
            for (Node constraints : column.all("constraints")) {
                if (constraints.is("primaryKey")) {
                    keys.add(names.of(column.get("name")));
                    name = constraints.has("primaryKeyName") ? names.of(constraints.get("primaryKeyName")) : name;
                }
            }
        }
        return keys.isEmpty() ? null : new PrimaryKey(name == null ? standardName : name, keys);
    }

    List<UniqueConstraint> uniques(Node column) {
        List<UniqueConstraint> found = new ArrayList<>();
        for (Node constraints : column.all("constraints")) {
            if (constraints.is("unique")) {
                String name = constraints.get("uniqueConstraintName");
                found.add(new UniqueConstraint(
                        name.isEmpty() ? null : names.of(name), List.of(names.of(column.get("name")))));
            }
        }
        return found;
    }

    List<CheckConstraint> checks(Node column) {
        return column.all("constraints").stream()
                .filter(constraints -> constraints.has("checkConstraint"))
                .map(constraints -> new CheckConstraint(
                        null,
                        constraints
                                .get("checkConstraint")
                                .replaceFirst("(?i)^\\s*check\\s*\\(", "(")
                                .replaceFirst("^\\((.*)\\)$", "$1")))
                .toList();
    }

    List<ForeignKey> foreignKeys(Node column) {
        List<ForeignKey> found = new ArrayList<>();
        for (Node constraints : column.all("constraints")) {
            Matcher reference = REFERENCE.matcher(constraints.get("references"));
            String table = constraints.get("referencedTableName");
            String referenced = constraints.get("referencedColumnNames");
            if (reference.matches()) {
                table = reference.group(1);
                referenced = reference.group(2);
            }
            if (!table.isEmpty()) {
                TableName target = TableName.parse(table);
                ForeignKey key = ForeignKey.of(
                        constraints.has("foreignKeyName") ? names.of(constraints.get("foreignKeyName")) : null,
                        List.of(names.of(column.get("name"))),
                        new TableName(
                                target.schema() == null ? null : names.of(target.schema()), names.of(target.name())),
                        List.of(names.of(referenced.strip())));
                ReferenceAction action =
                        constraints.is("deleteCascade") ? ReferenceAction.CASCADE : ReferenceAction.NO_ACTION;
                found.add(key.onDelete(action).withDeferral(deferral(constraints)));
            }
        }
        return found;
    }

    static Deferral deferral(Node node) {
        if (node.is("initiallyDeferred")) {
            return Deferral.INITIALLY_DEFERRED;
        }
        return node.is("deferrable") ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
    }

    static ReferenceAction action(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT).replace('_', ' ')) {
            case "CASCADE" -> ReferenceAction.CASCADE;
            case "SET NULL" -> ReferenceAction.SET_NULL;
            case "SET DEFAULT" -> ReferenceAction.SET_DEFAULT;
            case "RESTRICT" -> ReferenceAction.RESTRICT;
            default -> ReferenceAction.NO_ACTION;
        };
    }
}
