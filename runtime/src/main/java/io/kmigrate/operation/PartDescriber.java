package io.kmigrate.operation;

import io.kmigrate.operation.OperationDescription.Arguments;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.SqlString;
import io.kmigrate.schema.UniqueConstraint;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a table as plain values. */
final class PartDescriber {
    private PartDescriber() {}

    static Map<String, Object> rowChange(RowChange change) {
        Arguments arguments = new Arguments();
        if (change instanceof RowChange.SetColumns set) {
            arguments.put("set", set.expressions());
        } else if (change instanceof RowChange.RunRows) {
            arguments.put("rows", "code");
        } else if (change instanceof RowChange.CopyInto copy) {
            arguments.put("into", copy.into().toString()).put("columns", copy.named());
        }
        return arguments.map();
    }

    static Map<String, Object> unique(UniqueConstraint unique) {
        return new Arguments()
                .put("name", unique.name())
                .put("columns", unique.columns())
                .put("nullsNotDistinct", unique.nullsNotDistinct())
                .put("withoutOverlaps", unique.withoutOverlaps())
                .put("deferral", deferral(unique.deferral()))
                .map();
    }

    static Map<String, Object> check(CheckConstraint check) {
        return new Arguments()
                .put("name", check.name())
                .put("condition", SqlString.readable(check.condition()))
                .put("notValid", !check.valid())
                .put("notEnforced", !check.enforced())
                .map();
    }

    static Map<String, Object> exclusion(ExclusionConstraint constraint) {
        return new Arguments()
                .put("name", constraint.name())
                .put("method", constraint.method())
                .put(
                        "elements",
                        constraint.elements().stream()
                                .map(element -> part(element.column()) + " with " + element.operator())
                                .toList())
                .put("where", readable(constraint.where()))
                .put("deferral", deferral(constraint.deferral()))
                .map();
    }

    static String identity(@Nullable Identity identity) {
        if (identity == null) {
            return "none";
        }
        return identity.serial()
                ? "serial"
                : (identity.always() ? "always" : "by default") + " from " + identity.start() + " by "
                        + identity.increment();
    }

    static String generated(@Nullable Generated generated) {
        return generated == null
                ? "none"
                : SqlString.readable(generated.expression()) + (generated.stored() ? " stored" : " virtual");
    }

    /** A short name of a content. */
    static String digest(List<List<@Nullable String>> rows) {
        RowsDigest digest = new RowsDigest();
        rows.forEach(digest::add);
        return digest.text();
    }

    private static @Nullable String deferral(Deferral deferral) {
        return deferral == Deferral.NOT_DEFERRABLE ? null : deferral.name();
    }

    static Map<String, Object> primaryKey(PrimaryKey key) {
        return new Arguments()
                .put("name", key.name())
                .put("columns", key.columns())
                .put("withoutOverlaps", key.withoutOverlaps())
                .map();
    }

    static Map<String, Object> notNull(NotNullConstraint constraint) {
        return new Arguments()
                .put("name", constraint.name())
                .put("column", constraint.column())
                .put("notValid", !constraint.valid())
                .put("noInherit", constraint.noInherit())
                .map();
    }

    static Map<String, Object> column(Column column) {
        return new Arguments()
                .put("name", column.name())
                .put("type", column.type().toString())
                .put("nullable", column.nullable())
                .put(
                        "default",
                        column.defaultValue() == null
                                ? null
                                : SqlString.readable(column.defaultValue().toString()))
                .put("autoIncrement", column.autoIncrement())
                .put(
                        "identity",
                        column.identity() == null || column.identity().equals(Identity.standard())
                                ? null
                                : identity(column.identity()))
                .put(
                        "generated",
                        column.generated() == null
                                ? null
                                : SqlString.readable(column.generated().expression()))
                .put("stored", column.generated() != null && column.generated().stored())
                .put("collation", column.collation())
                .put("comment", column.comment())
                .map();
    }

    static Map<String, Object> foreignKey(ForeignKey key) {
        return new Arguments()
                .put("name", key.name())
                .put("columns", key.columns())
                .put("referencedTable", key.referencedTable().toString())
                .put("referencedColumns", key.referencedColumns())
                .put("onDelete", action(key.onDelete()))
                .put("onUpdate", action(key.onUpdate()))
                .put("deferral", deferral(key.deferral()))
                .put("matchFull", key.matchFull())
                .put("notValid", !key.valid())
                .put("notEnforced", !key.enforced())
                .put("period", key.period())
                .map();
    }

    static @Nullable String action(ReferenceAction action) {
        return action == ReferenceAction.NO_ACTION ? null : action.sql();
    }

    static Map<String, Object> index(Index index) {
        return new Arguments()
                .put("name", index.name())
                .put(
                        "columns",
                        index.columns().stream().map(PartDescriber::part).toList())
                .put("unique", index.unique())
                .put("nullsNotDistinct", index.nullsNotDistinct())
                .put("where", readable(index.where()))
                .put("method", index.method())
                .put("include", index.include())
                .put("options", index.options().isEmpty() ? null : index.options())
                .map();
    }

    private static String part(IndexColumn part) {
        return (part.expression() ? "(" + SqlString.readable(part.text()) + ")" : part.text())
                + (part.length() == null ? "" : "(" + part.length() + ")")
                + (part.operatorClass() == null ? "" : " " + part.operatorClass())
                + (part.descending() ? " desc" : "")
                + (part.nulls() == null ? "" : " nulls " + part.nulls().name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable String readable(@Nullable String sql) {
        return sql == null ? null : SqlString.readable(sql);
    }

    static Object plain(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof SqlExpression expression) {
            return Map.of("sql", expression.sql());
        }
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value;
    }
}
