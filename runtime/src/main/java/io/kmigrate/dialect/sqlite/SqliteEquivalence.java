package io.kmigrate.dialect.sqlite;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what is one and the same to SQLite. */
record SqliteEquivalence() implements Equivalence {
    /** The catalog's name for the type of a column that numbers rows. It has 64 bits there, and nowhere else. */
    private static final ColumnType ROW_ID = new CustomType("INTEGER");

    @Override
    public ColumnType written(Column column) {
        return column.identity() != null && column.type().equals(ROW_ID) ? new IntegerType(64, false) : column.type();
    }

    @Override
    public boolean keepsComments() {
        return false;
    }

    @Override
    public boolean movesTables() {
        return false;
    }

    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind == View.class || kind == StoredProgram.class;
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return SqliteTypes.same(left, right);
    }

    /** SQLite keeps texts as they were written, but for names that a rename put into quotes. */
    @Override
    public String plain(String expression) {
        return Tokenizer.of(Parentheses.strip(expression)).stream()
                .map(token -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME
                        ? token.name().toLowerCase(Locale.ROOT)
                        : token.text())
                .collect(Collectors.joining(" "));
    }

    /**
     * INTEGER PRIMARY KEY numbers rows by itself, with AUTOINCREMENT or without: it fits what is to be numbered,
     * and does no harm to what gives its own numbers.
     */
    @Override
    public boolean sameIdentity(@Nullable Identity live, @Nullable Identity wanted) {
        return wanted == null || Identity.same(live, wanted);
    }
}
