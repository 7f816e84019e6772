package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.dialect.sqlite.Clause.Kind;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Identity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that begins or stops to number rows. SQLite numbers them in a column of type INTEGER that is the whole
 * primary key, which is said at the column; AUTOINCREMENT keeps it from using a number again.
 */
final class RowNumbering {
    private static final String WHOLE_NUMBERS = "BIGINT";

    private final Names names;
    private final String table;
    private final String column;

    RowNumbering(Names names, String table, String column) {
        this.names = names;
        this.table = table;
        this.column = column;
    }

    /**
     * The text of the table once rows are numbered as {@code identity} says.
     *
     * @param identity null: no longer
     * @param type what the column holds once it numbers nothing; null: whole numbers
     */
    TableText changed(TableText text, @Nullable Identity identity, @Nullable ColumnType type) {
        boolean isKey = text.primaryKey().size() == 1
                && column.equalsIgnoreCase(text.primaryKey().get(0));
        if (!isKey) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.numberingOutsidePrimaryKey("SQLite", table.toString(), column));
        }
        if (identity == null) {
            return stopped(text, type == null ? WHOLE_NUMBERS : SqliteTypes.sql(type));
        }
        if (text.isWithoutRowId()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.numberingWithoutRowId("SQLite", table.toString(), column));
        }
        if (!identity.isStandard()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.numberingOptions("SQLite", column));
        }
        return begun(text);
    }

    private TableText begun(TableText text) {
        String key = named(text) + "PRIMARY KEY AUTOINCREMENT";
        return withoutKey(text)
                .withColumn(
                        column,
                        found -> found.withNullable(true).withType("INTEGER").plus(key));
    }

    private TableText stopped(TableText text, String type) {
        // INTEGER would go on numbering.
        String plain = type.equalsIgnoreCase("INTEGER") ? WHOLE_NUMBERS : type;
        return withoutKey(text)
                .withColumn(column, found -> found.withType(plain).withNullable(false))
                .plusConstraint(named(text) + "PRIMARY KEY (" + names.quote(column) + ")");
    }

    private static TableText withoutKey(TableText text) {
        return text.without(clause -> clause.kind() == Kind.PRIMARY_KEY);
    }

    private String named(TableText text) {
        return text.allClauses()
                .filter(clause -> clause.kind() == Kind.PRIMARY_KEY)
                .findFirst()
                .flatMap(clause -> Optional.ofNullable(clause.name()))
                .map(name -> "CONSTRAINT " + names.quote(name) + " ")
                .orElse("");
    }
}
