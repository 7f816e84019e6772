package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.SqlRenderer;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.operation.SequenceChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Oracle's spelling of what a schema holds besides tables, and of what is said of tables as a whole. */
abstract class OracleObjectRenderer extends SqlRenderer {
    static final OracleLiterals LITERALS = new OracleLiterals();

    OracleObjectRenderer(Catalog before) {
        super("Oracle", "oracle", OracleNames.NAMES, LITERALS, before);
    }

    @Override
    protected List<String> comments(Table table) {
        List<String> statements = new ArrayList<>();
        if (table.comment() != null) {
            statements.add(comment("TABLE " + names.quote(table.name()), table.comment()));
        }
        for (Column column : table.columns()) {
            if (column.comment() != null) {
                statements.add(columnComment(table.name(), column.name(), column.comment()));
            }
        }
        return statements;
    }

    /** An empty text removes the comment. */
    String columnComment(TableName table, String column, String text) {
        return comment("COLUMN " + names.quote(table) + "." + names.quote(column), text);
    }

    @Override
    public List<String> commentOnTable(CommentOnTable operation) {
        String text = operation.comment() == null ? "" : operation.comment();
        return List.of(comment("TABLE " + names.quote(operation.table()), text));
    }

    /** COMMENT takes one literal, so that a text in pieces is put together by a block. */
    private static String comment(String subject, String text) {
        String literal = LITERALS.render(text);
        String statement = "COMMENT ON " + subject + " IS ";
        return literal.replace("''", "").matches("(?s)('[^']*')?")
                ? statement + literal
                : "BEGIN\n    EXECUTE IMMEDIATE '" + statement.replace("'", "''") + "''' || REPLACE(" + literal
                        + ", '''', '''''') || '''';\nEND;";
    }

    @Override
    public List<String> createSchema(CreateSchema operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.createdUser("Oracle", operation.name()));
    }

    @Override
    public List<String> dropSchema(DropSchema operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.droppedUser("Oracle", operation.name()));
    }

    @Override
    public List<String> createSequence(CreateSequence operation) {
        List<String> statements = super.createSequence(new CreateSequence(operation.sequence(), false));
        return operation.ifNotExists() ? PlSql.unless(PlSql.NAME_IN_USE, statements) : statements;
    }

    /** RESTART came with 18c. */
    @Override
    public List<String> alterSequence(AlterSequence operation) {
        SequenceChange change = operation.change();
        return List.of("ALTER SEQUENCE " + names.quote(operation.sequence())
                + (change.increment() == null ? "" : " INCREMENT BY " + change.increment())
                + sequenceOptions(change.minimum(), change.maximum(), change.cache(), change.cycle())
                + (change.restart() == null ? "" : " RESTART START WITH " + change.restart()));
    }

    /** A cache of one number is none. */
    @Override
    protected String sequenceOptions(
            @Nullable Long minimum, @Nullable Long maximum, @Nullable Long cache, @Nullable Boolean cycle) {
        return super.sequenceOptions(minimum, maximum, null, null)
                + (cache == null ? "" : cache < 2 ? " NOCACHE" : " CACHE " + cache)
                + (cycle == null ? "" : cycle ? " CYCLE" : " NOCYCLE");
    }

    @Override
    public List<String> dropSequence(DropSequence operation) {
        List<String> statements = super.dropSequence(new DropSequence(operation.sequence(), false));
        return operation.ifExists() ? PlSql.unless(PlSql.NO_SUCH_SEQUENCE, statements) : statements;
    }

    @Override
    public List<String> createEnum(CreateEnum operation) {
        throw noEnum(operation.type().name());
    }

    @Override
    public List<String> addEnumValue(AddEnumValue operation) {
        throw noEnum(operation.type());
    }

    @Override
    public List<String> renameEnumValue(RenameEnumValue operation) {
        throw noEnum(operation.type());
    }

    @Override
    public List<String> dropEnum(DropEnum operation) {
        throw noEnum(operation.type());
    }

    private UnsupportedOperationByDialectException noEnum(TableName type) {
        return new UnsupportedOperationByDialectException(
                UnsupportedColumnMessages.enumeration("Oracle", type.toString()));
    }

    /** A materialized view is not replaced, but dropped first. */
    @Override
    public List<String> createView(CreateView operation) {
        View view = operation.view();
        if (!view.materialized()) {
            return super.createView(operation);
        }
        List<String> statements =
                new ArrayList<>(operation.orReplace() ? dropView(new DropView(view.name(), true, true)) : List.of());
        statements.add("CREATE MATERIALIZED VIEW " + names.quote(view.name()) + " AS\n" + view.query());
        return statements;
    }

    @Override
    public List<String> dropView(DropView operation) {
        String kind = operation.materialized() ? "MATERIALIZED VIEW " : "VIEW ";
        List<String> statements = List.of("DROP " + kind + names.quote(operation.view()));
        int missing = operation.materialized() ? PlSql.NO_SUCH_MATERIALIZED_VIEW : PlSql.NO_SUCH_TABLE;
        return operation.ifExists() ? PlSql.unless(missing, statements) : statements;
    }

    /** DROP would take the privileges away. */
    @Override
    protected Optional<String> inPlace(StoredProgram program) {
        return inPlace(program, "OR REPLACE", OracleStatements.RULES);
    }

    /**
     * Names are not shared by several functions of a schema, so that arguments tell nothing, and aggregates
     * are functions.
     */
    @Override
    public List<String> dropProgram(DropProgram operation) {
        StoredProgram.Id id = operation.program();
        Kind kind = id.kind() == Kind.AGGREGATE ? Kind.FUNCTION : id.kind();
        List<String> statements = List.of("DROP " + kind + " " + names.quote(id.name()));
        int missing = kind == Kind.TRIGGER ? PlSql.NO_SUCH_TRIGGER : PlSql.NO_SUCH_OBJECT;
        return operation.ifExists() ? PlSql.unless(missing, statements) : statements;
    }
}
