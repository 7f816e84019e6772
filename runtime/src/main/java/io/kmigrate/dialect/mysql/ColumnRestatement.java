package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.mysql.ColumnText.Clause;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.TableName;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A column's own text with what a change says in its place. */
final class ColumnRestatement {
    private static final Pattern JSON_CHECK = Pattern.compile("(?i)CHECK \\(json_valid\\([`\"]?.*[`\"]?\\)\\)");

    private static final Pattern SRID = Pattern.compile("/\\*!80003 SRID \\d+ \\*/ ?");

    private final MysqlRenderer renderer;
    private final TableName table;
    private final ColumnText text;

    ColumnRestatement(MysqlRenderer renderer, TableName table, ColumnText text) {
        this.renderer = renderer;
        this.table = table;
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
            value(type, change.defaultChange().value());
        }
        if (change.identityChange() != null) {
            identity(change.identityChange().value());
        }
        if (change.generatedChange() != null) {
            generated(change.generatedChange().value());
        }
        if (change.collationChange() != null) {
            String collation = change.collationChange().value();
            text.put(Clause.CHARACTER_SET, null);
            text.put(Clause.COLLATE, collation == null ? null : "COLLATE " + collation);
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
        // The type of a script says it, too.
        text.put(Clause.OTHER, SRID.matcher(text.get(Clause.OTHER)).replaceAll(""));
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

    /** A default that says ON UPDATE itself takes the place of what was said. */
    private void value(ColumnType type, @Nullable DefaultValue value) {
        text.put(Clause.DEFAULT, value == null ? null : "DEFAULT " + renderer.defaultFor(type, value));
        if (value instanceof DefaultValue.Expression expression
                && DefaultText.UPDATING.matcher(expression.sql()).matches()) {
            text.put(Clause.ON_UPDATE, null);
        }
    }

    private void identity(@Nullable Identity identity) {
        text.put(Clause.AUTO_INCREMENT, identity == null ? null : "AUTO_INCREMENT");
        if (identity != null) {
            text.put(Clause.DEFAULT, null);
        }
    }

    private void generated(@Nullable Generated generated) {
        if (generated == null) {
            text.put(Clause.GENERATED, null);
            return;
        }
        text.put(Clause.DEFAULT, null);
        text.put(Clause.GENERATED, renderer.generated(generated, table));
        if (text.get(Clause.NULLABILITY).equalsIgnoreCase("NULL")) {
            text.put(Clause.NULLABILITY, null);
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
