package io.kmigrate.lint;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
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
    private @Nullable PrimaryKey primaryKey;
    private @Nullable UniqueConstraint unique;
    private @Nullable CheckConstraint check;
    private @Nullable ForeignKey foreignKey;
    private boolean isExclusion;
    private @Nullable String name;

    ConstraintText(SqlTokens sql) {
        this.sql = sql;
    }

    boolean isConstraint() {
        return sql.sees("CONSTRAINT")
                || sql.sees("PRIMARY KEY")
                || sql.sees("UNIQUE")
                || sql.sees("FOREIGN KEY")
                || sql.sees("CHECK")
                || sql.sees("EXCLUDE")
                || sql.sees("KEY")
                || sql.sees("INDEX")
                || sql.sees("FULLTEXT")
                || sql.sees("SPATIAL")
                || sql.sees("PERIOD");
    }

    /** One that stands on an index which is there, or whose rows are not checked, is no work and becomes none. */
    void read() {
        if (sql.accept("CONSTRAINT")) {
            name = sql.name();
        }
        if (sql.accept("PRIMARY KEY")) {
            primaryKey = sql.has("USING INDEX") ? null : new PrimaryKey(name, sql.list());
        } else if (sql.accept("UNIQUE")) {
            boolean isReady = sql.has("USING INDEX");
            sql.acceptAny("KEY", "INDEX", "NULLS NOT DISTINCT");
            if (!sql.sees("(") && sql.seesName() && !isReady) {
                name = sql.name();
            }
            unique = isReady ? null : new UniqueConstraint(name, sql.list());
        } else if (sql.accept("FOREIGN KEY")) {
            List<String> columns = sql.list();
            sql.accept("REFERENCES");
            TableName table = sql.table();
            foreignKey = ForeignKey.of(name, columns, table, sql.list()).withValid(!sql.has("NOT VALID"));
        } else if (sql.accept("CHECK")) {
            String condition = sql.parenthesis().text();
            check = new CheckConstraint(name, condition, !sql.has("NOT VALID"));
        } else if (sql.accept("NOT NULL")) {
            String column = sql.name();
            check = new CheckConstraint(name, column + " IS NOT NULL", !sql.has("NOT VALID"));
        } else {
            isExclusion = sql.accept("EXCLUDE");
        }
    }

    Optional<PrimaryKey> primaryKey() {
        return Optional.ofNullable(primaryKey);
    }

    Optional<UniqueConstraint> unique() {
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
        primaryKey().ifPresent(key -> operations.add(new CreatePrimaryKey(table, key)));
        unique().ifPresent(constraint -> operations.add(new CreateUniqueConstraint(table, constraint)));
        check().ifPresent(constraint -> operations.add(new CreateCheckConstraint(table, constraint)));
        foreignKey().ifPresent(key -> operations.add(new CreateForeignKey(table, key)));
        if (isExclusion) {
            operations.add(new CreateExclusionConstraint(
                    table,
                    new ExclusionConstraint(
                            name == null ? "" : name, "gist", List.of(), null, Deferral.NOT_DEFERRABLE)));
        }
        return operations;
    }
}
