package io.kmigrate.sql;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A constraint of a table in the words of SQL. */
final class ConstraintText {
    private final SqlTokens sql;
    private final Reading reading;
    private @Nullable Index index;
    private @Nullable PrimaryKey primaryKey;
    private @Nullable UniqueConstraint unique;
    private @Nullable CheckConstraint check;
    private @Nullable ForeignKey foreignKey;
    private boolean isExclusion;
    private @Nullable String name;

    ConstraintText(SqlTokens sql, Reading reading) {
        this.sql = sql;
        this.reading = reading;
    }

    boolean isConstraint() {
        return sql.sees("CONSTRAINT")
                || sql.sees("PRIMARY KEY")
                || sql.sees("UNIQUE")
                || sql.sees("FOREIGN KEY")
                || sql.sees("CHECK")
                || sql.sees("EXCLUDE")
                || sql.sees("PERIOD FOR")
                || isIndex();
    }

    /** Elsewhere a column may be called so. */
    private boolean isIndex() {
        return (!reading.isExact() || reading.grammar().hasInlineIndexes())
                && (sql.sees("KEY") || sql.sees("INDEX") || sql.sees("FULLTEXT") || sql.sees("SPATIAL"));
    }

    /** One that stands on an index which is there, or whose rows are not checked, is no work and becomes none. */
    void read() {
        if (isIndex()) {
            index = inlineIndex();
            return;
        }
        if (sql.accept("CONSTRAINT")) {
            name = sql.sees("PRIMARY KEY") || sql.sees("UNIQUE") || sql.sees("FOREIGN KEY") || sql.sees("CHECK")
                    ? null
                    : sql.name();
        }
        if (sql.accept("PRIMARY KEY")) {
            primaryKey();
        } else if (sql.accept("UNIQUE")) {
            unique();
        } else if (sql.accept("FOREIGN KEY")) {
            if (!sql.sees("(") && sql.seesName()) {
                name = name == null ? sql.name() : name;
            }
            List<String> columns = sql.list();
            sql.accept("REFERENCES");
            foreignKey = new ReferenceText(sql, reading).read(name, columns);
        } else if (sql.accept("CHECK")) {
            String condition = sql.parenthesis().text();
            check = new CheckConstraint(name, condition, !sql.accept("NOT VALID"))
                    .withEnforced(!sql.accept("NOT ENFORCED"));
        } else if (sql.pass("NOT NULL")) {
            String column = sql.name();
            check = new CheckConstraint(name, column + " IS NOT NULL", !sql.has("NOT VALID"));
        } else {
            isExclusion = sql.pass("EXCLUDE");
        }
    }

    private void primaryKey() {
        if (!sql.has("USING INDEX")) {
            IndexText.method(sql);
            primaryKey = new PrimaryKey(name, sql.list());
            IndexText.method(sql);
        }
    }

    private void unique() {
        boolean isReady = sql.has("USING INDEX");
        sql.acceptAny("KEY", "INDEX");
        boolean isNullsNotDistinct = sql.accept("NULLS NOT DISTINCT");
        if (!sql.sees("(") && !sql.sees("USING") && sql.seesName() && !isReady) {
            name = name == null ? sql.name() : name;
        }
        if (!isReady) {
            IndexText.method(sql);
        }
        if (reading.isExact() && reading.grammar().hasInlineIndexes()) {
            uniqueParts();
        } else {
            unique = isReady ? null : new UniqueConstraint(name, sql.list()).withNullsNotDistinct(isNullsNotDistinct);
        }
        ReferenceText.DeferralText.read(sql, Deferral.NOT_DEFERRABLE)
                .map(first -> ReferenceText.DeferralText.read(sql, first).orElse(first))
                .ifPresent(deferral -> unique = unique == null ? null : unique.withDeferral(deferral));
    }

    /** A constraint, or an index where it holds more than columns. */
    private void uniqueParts() {
        Index parts = new IndexText(sql, reading).read(name == null ? "" : name, true, null);
        boolean isPlain = parts.columns().stream().allMatch(part -> part.equals(IndexColumn.column(part.text())));
        if (isPlain) {
            List<String> columns =
                    parts.columns().stream().map(IndexColumn::text).toList();
            unique = new UniqueConstraint(name, columns);
        } else {
            index = parts;
        }
    }

    /** One that has no name gets that of its first column. */
    private Index inlineIndex() {
        String method = sql.accept("FULLTEXT") ? "fulltext" : sql.accept("SPATIAL") ? "spatial" : null;
        sql.acceptAny("INDEX", "KEY");
        String given = sql.sees("(") || sql.sees("USING") ? "" : sql.name();
        String used = IndexText.method(sql);
        Index read = new IndexText(sql, reading).read(given, false, used == null ? method : used);
        return given.isEmpty() && reading.isExact()
                ? read.withName(read.columns().get(0).text())
                : read;
    }

    Optional<Index> index() {
        return Optional.ofNullable(index);
    }

    Optional<PrimaryKey> primary() {
        return Optional.ofNullable(primaryKey);
    }

    Optional<UniqueConstraint> uniqueConstraint() {
        return Optional.ofNullable(unique);
    }

    Optional<CheckConstraint> check() {
        return Optional.ofNullable(check);
    }

    Optional<ForeignKey> foreignKey() {
        return Optional.ofNullable(foreignKey);
    }

    /** What adds it to a table. */
    List<Operation> operations(TableName table) {
        List<Operation> operations = new ArrayList<>();
        primary().ifPresent(key -> operations.add(new CreatePrimaryKey(table, key)));
        uniqueConstraint().ifPresent(constraint -> operations.add(new CreateUniqueConstraint(table, constraint)));
        check().ifPresent(constraint -> operations.add(new CreateCheckConstraint(table, constraint)));
        foreignKey().ifPresent(key -> operations.add(new CreateForeignKey(table, key)));
        index().ifPresent(made -> operations.add(new CreateIndex(table, made, false, false)));
        if (isExclusion) {
            operations.add(new CreateExclusionConstraint(
                    table,
                    new ExclusionConstraint(
                            name == null ? "" : name, "gist", List.of(), null, Deferral.NOT_DEFERRABLE)));
        }
        return operations;
    }
}
