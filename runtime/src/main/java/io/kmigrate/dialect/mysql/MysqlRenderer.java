package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The spelling of every operation; where MySQL and MariaDB differ, {@link Product} is asked. */
final class MysqlRenderer extends MysqlObjectRenderer {
    private final MysqlTypes types;
    private final MysqlLiterals ownLiterals;
    private final Unsupported unsupported;

    MysqlRenderer(Product flavour, Catalog before) {
        super(flavour, before);
        this.types = new MysqlTypes(flavour);
        this.ownLiterals = new MysqlLiterals(flavour);
        this.unsupported = new Unsupported(flavour, types);
    }

    Product flavour() {
        return flavour;
    }

    MysqlTypes types() {
        return types;
    }

    @Override
    protected String columnDefinition(Column column, Table table) {
        StringBuilder sql = new StringBuilder(types.sql(column.type()));
        if (column.collation() != null) {
            sql.append(" COLLATE ").append(column.collation());
        }
        Generated generated = column.generated();
        if (generated != null) {
            unsupported.refuse(column, generated);
            sql.append(" ").append(generated(generated, table));
        }
        boolean timestamp = types.canonical(column.type()).startsWith("timestamp");
        sql.append(!column.nullable() ? " NOT NULL" : timestamp ? " NULL" : "");
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(defaultFor(column.type(), column.defaultValue()));
        }
        if (column.identity() != null) {
            unsupported.refuse(column, column.identity());
            sql.append(" AUTO_INCREMENT");
        }
        return sql.append(column.comment() == null ? "" : " " + comment(column.comment()))
                .toString();
    }

    private String generated(Generated generated, Table table) {
        return "GENERATED ALWAYS AS ("
                + SqlFragment.closed(ExpressionText.ofScript(generated.expression(), table, names))
                + (generated.stored() ? ") STORED" : ") VIRTUAL");
    }

    String generated(Generated generated, TableName table) {
        return generated(generated, table(table).orElseGet(() -> Table.of(table, List.of(), null)));
    }

    /** A default as it stands behind DEFAULT for a column of {@code type}. */
    String defaultFor(ColumnType type, DefaultValue value) {
        if (value instanceof DefaultValue.Expression expression) {
            return defaultFor(type, expression.sql().strip());
        }
        Object plain = ((DefaultValue.Literal) value).value();
        if (type.equals(new TimestampType(true)) && isMoment(plain)) {
            return "(" + ownLiterals.timestamp(plain) + ")";
        }
        if (plain instanceof String text && text.indexOf('\\') >= 0 && types.isLong(type)) {
            return "(" + ownLiterals.converted(text) + ")";
        }
        String literal = literals.render(plain);
        return types.isLong(type) && !flavour.treatsTextAsVarchar() ? "(" + literal + ")" : literal;
    }

    /** ON UPDATE is no part of an expression, so that it stands outside of the parentheses. */
    private String defaultFor(ColumnType type, String sql) {
        boolean isMoment = types.isMoment(type);
        Matcher updating = DefaultText.UPDATING.matcher(sql);
        if (isMoment && updating.matches()) {
            String before = updating.group("before");
            boolean isNow = DefaultText.NOW.matcher(before).matches();
            return (isNow ? now(type) : before) + " ON UPDATE " + now(type);
        }
        boolean isValue = (types.isBits(type) || types.isBinary(type))
                && DefaultText.BINARY.matcher(sql).matches();
        return isMoment && DefaultText.NOW.matcher(sql).matches()
                ? now(type)
                : isValue ? sql : "(" + SqlFragment.closed(sql) + ")";
    }

    private static boolean isMoment(@Nullable Object value) {
        return value instanceof Instant || value instanceof OffsetDateTime;
    }

    /** The moment of a write, with as many digits of a second as a column of {@code type} keeps. */
    String now(ColumnType type) {
        String digits = types.canonical(type).replaceFirst("^[a-z]+", "");
        return "CURRENT_TIMESTAMP" + digits;
    }

    @Override
    String comment(String text) {
        return "COMMENT " + quoted(text);
    }

    /** A text where the grammar or the catalog wants quotes rather than hexadecimal. */
    String quoted(String text) {
        return ownLiterals.quoted(text, text.indexOf('\\') < 0 || backslashEscapes());
    }

    /** A script without a database is for one with the default {@code sql_mode}. */
    boolean backslashEscapes() {
        return !(before instanceof MysqlCatalog live) || live.backslashEscapes();
    }

    /** Comments stand in the definitions. */
    @Override
    protected List<String> comments(Table table) {
        return List.of();
    }

    @Override
    protected String tableOptions(Table table) {
        return (table.comment() == null ? "" : " " + comment(table.comment())) + super.tableOptions(table);
    }

    @Override
    public List<String> createTable(CreateTable operation) {
        Table table = operation.table();
        unsupported.refuse(table);
        Table spoken = table.withCheckConstraints(table.checkConstraints().stream()
                .map(check -> ofScript(check, table))
                .toList());
        return super.createTable(new CreateTable(spoken, operation.ifNotExists()));
    }

    private CheckConstraint ofScript(CheckConstraint check, Table table) {
        return check.withCondition(ExpressionText.ofScript(check.condition(), table, names));
    }

    /** Every primary key is called PRIMARY here; the name that a script gives it is kept as its comment. */
    @Override
    protected String primaryKey(PrimaryKey key) {
        String sql = "PRIMARY KEY (" + keyColumns(key.columns(), key.withoutOverlaps()) + ")";
        return key.name() == null || key.name().equals("PRIMARY") ? sql : sql + " " + comment(key.name());
    }

    @Override
    protected String unique(UniqueConstraint unique) {
        unsupported.refuse(unique);
        return super.unique(unique);
    }

    @Override
    protected String references(ForeignKey key) {
        unsupported.refuse(key);
        return super.references(key);
    }

    /** One statement for column and key, so that there is never one without the other. */
    @Override
    public List<String> addColumn(AddColumn operation) {
        Column column = operation.column();
        if (operation.ifNotExists() && !flavour.asksIfExists() && known(operation.table(), column.name())) {
            return List.of();
        }
        unsupported.refuseNumbering(column);
        String guard = operation.ifNotExists() && flavour.asksIfExists() ? "IF NOT EXISTS " : "";
        Table table = table(operation.table()).orElseGet(() -> Table.of(operation.table(), List.of(column), null));
        String sql = "ADD COLUMN " + guard + names.quote(column.name()) + " " + columnDefinition(column, table)
                + sql(operation.place());
        ForeignKey key = operation.foreignKey();
        if (key != null) {
            boolean guarded = !guard.isEmpty() && key.name() != null;
            sql += ",\n    ADD "
                    + (guarded
                            ? constraint(key.name()) + "FOREIGN KEY IF NOT EXISTS (" + names.list(key.columns()) + ") "
                                    + references(key)
                            : foreignKey(key));
        }
        return alter(operation.table(), sql);
    }

    String sql(@Nullable ColumnPlace place) {
        return place == null ? "" : " " + place.sql(names::quote);
    }

    private boolean known(TableName table, String column) {
        return table(table).flatMap(found -> found.column(column)).isPresent();
    }

    Optional<Table> table(TableName name) {
        return before.table(name);
    }

    /** The text of a table that is live. */
    Optional<TableText> text(TableName name) {
        return TableText.of(before.definitions(name));
    }

    @Override
    public List<String> dropColumn(DropColumn operation) {
        if (operation.ifExists() && !flavour.asksIfExists() && !known(operation.table(), operation.column())) {
            return List.of();
        }
        List<String> actions = new ArrayList<>();
        table(operation.table()).stream()
                .flatMap(table -> table.foreignKeys().stream())
                .filter(key -> key.columns().equals(List.of(operation.column())) && key.name() != null)
                .forEach(key -> actions.add("DROP FOREIGN KEY " + names.quote(String.valueOf(key.name()))));
        String guard = operation.ifExists() && flavour.asksIfExists() ? "IF EXISTS " : "";
        actions.add("DROP COLUMN " + guard + names.quote(operation.column()));
        return together(operation.table(), actions);
    }

    /** One ALTER TABLE, which does all of it or nothing. */
    List<String> together(TableName table, List<String> actions) {
        return alter(table, String.join(",\n    ", actions));
    }

    @Override
    public List<String> renameColumn(RenameColumn operation) {
        return new ColumnRename(this, unsupported, operation).statements();
    }

    @Override
    public List<String> alterColumn(AlterColumn operation) {
        return new ColumnAlteration(this, unsupported).alter(operation);
    }

    @Override
    public List<String> createIndex(CreateIndex operation) {
        Optional<Table> table = table(operation.table());
        boolean asked = operation.ifNotExists() && !flavour.asksIfExists();
        if (asked
                && table.flatMap(found -> found.index(operation.index().name())).isPresent()) {
            return List.of();
        }
        return List.of(index(operation.table(), operation.index(), operation.ifNotExists() && !asked, ""));
    }

    @Override
    protected String index(TableName table, Index index, boolean ifNotExists, String how) {
        unsupported.refuse(index, table(table));
        String method = index.method() == null ? "" : index.method().toUpperCase(Locale.ROOT);
        boolean ordinary = method.isEmpty() || method.equals("BTREE");
        boolean asks = ifNotExists && flavour.asksIfExists();
        List<String> parts =
                index.columns().stream().map(part -> indexPart(part, table)).toList();
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + (ordinary ? "" : method + " ") + "INDEX "
                + (asks ? "IF NOT EXISTS " : "") + names.quote(index.name()) + " ON " + names.quote(table) + " ("
                + String.join(", ", parts) + ")" + indexOptions(index);
    }

    private String indexPart(IndexColumn part, TableName table) {
        if (part.expression()) {
            return indexColumn(part.withText(expression(part.text(), table)));
        }
        String length = part.length() == null ? "" : "(" + part.length() + ")";
        return names.quote(part.text()) + length + (part.descending() ? " DESC" : "");
    }

    @Override
    public List<String> dropIndex(DropIndex operation) {
        Optional<Table> table = table(operation.table());
        boolean missing = table.isPresent() && KeyRemoval.of(this, table.get()).isMissing(operation.name());
        if (operation.ifExists() && missing) {
            return flavour.asksIfExists()
                    ? List.of("DROP INDEX IF EXISTS " + names.quote(operation.name()) + " ON "
                            + names.quote(operation.table()))
                    : List.of();
        }
        return table.map(found -> KeyRemoval.of(this, found).index(operation.name()))
                .orElseGet(() -> List.of(
                        "DROP INDEX " + names.quote(operation.name()) + " ON " + names.quote(operation.table())));
    }

    @Override
    public List<String> dropConstraint(DropConstraint operation) {
        return table(operation.table())
                .map(table -> KeyRemoval.of(this, table).constraint(operation))
                .orElseGet(() -> alter(
                        operation.table(),
                        "DROP CONSTRAINT " + (operation.ifExists() && flavour.asksIfExists() ? "IF EXISTS " : "")
                                + names.quote(operation.name())));
    }

    /** Databases are the schemas. The default one has no name in a statement but by way of a text. */
    @Override
    public List<String> moveTable(MoveTable operation) {
        String rename = "RENAME TABLE " + names.quote(operation.table()) + " TO ";
        String schema = operation.newSchema();
        if (schema != null) {
            return List.of(
                    rename + names.quote(new TableName(schema, operation.table().name())));
        }
        return List.of(
                "SET @kmigrate_move = CONCAT(" + literals.render(rename + "`")
                        + ", REPLACE(DATABASE(), '`', '``'), "
                        + literals.render("`." + names.quote(operation.table().name())) + ")",
                "PREPARE kmigrate_move FROM @kmigrate_move",
                "EXECUTE kmigrate_move",
                "DEALLOCATE PREPARE kmigrate_move");
    }

    @Override
    public List<String> renameIndex(RenameIndex operation) {
        return together(
                operation.table(),
                List.of("RENAME INDEX " + names.quote(operation.name()) + " TO " + names.quote(operation.newName())));
    }

    @Override
    public List<String> renameConstraint(RenameConstraint operation) {
        return new ConstraintRename(this, operation).statements();
    }

    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        return alter(operation.table(), "ADD " + primaryKey(operation.primaryKey()));
    }

    @Override
    public List<String> createUniqueConstraint(CreateUniqueConstraint operation) {
        unsupported.refuse(operation.constraint(), table(operation.table()));
        return super.createUniqueConstraint(operation);
    }

    @Override
    public List<String> createCheckConstraint(CreateCheckConstraint operation) {
        CheckConstraint check = table(operation.table())
                .map(table -> ofScript(operation.constraint(), table))
                .orElse(operation.constraint());
        return super.createCheckConstraint(new CreateCheckConstraint(operation.table(), check));
    }

    @Override
    protected String defaultRow() {
        return " () VALUES ()";
    }

    @Override
    protected String value(TableName table, String column, @Nullable Object value) {
        boolean timestamp = isMoment(value)
                && table(table)
                        .flatMap(found -> found.column(column))
                        .filter(found -> found.type().equals(new TimestampType(true)))
                        .isPresent();
        return timestamp && value != null ? ownLiterals.timestamp(value) : super.value(table, column, value);
    }

    Names names() {
        return names;
    }

    String quote(String name) {
        return names.quote(name);
    }

    /** A script's expression over the columns of a table. */
    String expression(String sql, TableName table) {
        return table(table)
                .map(found -> ExpressionText.ofScript(sql, found, names))
                .orElse(sql);
    }

    @Override
    protected void requireUnenforced(CheckConstraint check) {
        if (flavour == Product.MARIADB) {
            super.requireUnenforced(check);
        }
    }

    String checkText(CheckConstraint check, Table table) {
        return check(ofScript(check, table));
    }

    /**
     * A live check in the database's own words behind its name, with {@code NOT ENFORCED} where it is not; the strings
     * are as the session reads them.
     */
    Optional<String> checkClause(TableName table, String name) {
        return text(table)
                .flatMap(text -> text.check(name))
                .map(clause -> backslashEscapes() ? clause : ExpressionText.withoutEscapes(clause, ownLiterals));
    }

    String foreignKeyText(ForeignKey key) {
        return foreignKey(key);
    }

    String flavourLabel() {
        return flavour.label();
    }

    @Override
    protected BatchSql batches() {
        return MysqlBatches.create(flavour);
    }
}
