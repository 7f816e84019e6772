package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.mysql.ColumnText.Clause;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.ColumnType;
import java.util.regex.Pattern;

/** A column's own text with what a change says in its place. */
final class ColumnRestatement {
    private static final Pattern JSON_CHECK = Pattern.compile("(?i)CHECK \\(json_valid\\([`\"]?.*[`\"]?\\)\\)");

    private final MysqlRenderer renderer;
    private final ColumnText text;

    ColumnRestatement(MysqlRenderer renderer, ColumnText text) {
        this.renderer = renderer;
        this.text = text;
    }

    ColumnText apply(ColumnChange change) {
        if (change.type() != null) {
            type(change.type());
        }
        if (change.nullable() != null) {
            nullable(change.nullable());
        }
        if (change.defaultChange() != null) {
            ColumnType type = change.type() == null ? renderer.types().parse(text.get(Clause.TYPE)) : change.type();
            text.put(
                    Clause.DEFAULT,
                    change.defaultChange().value() == null
                            ? null
                            : "DEFAULT "
                                    + renderer.defaultFor(
                                            type, change.defaultChange().value()));
        }
        if (change.comment() != null) {
            text.put(Clause.COMMENT, change.comment().isEmpty() ? null : renderer.comment(change.comment()));
        }
        return text;
    }

    private void type(ColumnType type) {
        MysqlTypes types = renderer.types();
        boolean wasJson = JSON_CHECK.matcher(text.get(Clause.CHECK)).matches();
        text.put(Clause.TYPE, types.sql(type));
        if (wasJson) {
            text.put(Clause.CHECK, null);
        }
        if (wasJson || !types.isText(type)) {
            text.put(Clause.CHARACTER_SET, null);
            text.put(Clause.COLLATE, null);
        }
        if (!types.isText(type) && !types.isLong(type)) {
            text.put(Clause.TYPE_ATTRIBUTE, null);
        }
        if (types.isMoment(type)) {
            now(type, Clause.DEFAULT, "DEFAULT ");
            now(type, Clause.ON_UPDATE, "ON UPDATE ");
        } else {
            text.put(Clause.ON_UPDATE, null);
        }
        boolean literal = text.get(Clause.DEFAULT).startsWith("DEFAULT '");
        if (literal && types.isLong(type) && !renderer.flavour().treatsTextAsVarchar()) {
            String value = text.get(Clause.DEFAULT).substring("DEFAULT ".length());
            text.put(Clause.DEFAULT, "DEFAULT (" + value + ")");
        }
    }

    /** The moment of a write has as many digits as its column, or MySQL refuses the default. */
    private void now(ColumnType type, Clause clause, String words) {
        if (text.has(clause)) {
            String value = text.get(clause).substring(words.length()).strip();
            if (DefaultText.NOW.matcher(value).matches()) {
                text.put(clause, words + renderer.now(type));
            }
        }
    }

    /** NULL is said, because a TIMESTAMP column could not do without it before MariaDB 10.10. */
    private void nullable(boolean nullable) {
        text.put(Clause.NULLABILITY, nullable ? "NULL" : "NOT NULL");
        if (!nullable && text.get(Clause.DEFAULT).equalsIgnoreCase("DEFAULT NULL")) {
            text.put(Clause.DEFAULT, null);
        }
    }
}
