package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SqlRenderer;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;

/** Transact-SQL for what a schema holds besides tables, and for what is said of tables as a whole. */
abstract class SqlServerObjectRenderer extends SqlRenderer {
    /** The length of sysname, in UTF-16 units. */
    static final int LONGEST_NAME = 128;

    static final Names NAMES = new Names('[', ']').refusing(SqlServerObjectRenderer::refuseLongName);
    static final SqlServerLiterals LITERALS = new SqlServerLiterals();

    private final Comments comments = new Comments(LITERALS);

    SqlServerObjectRenderer(Catalog before) {
        super("SQL Server", "sqlserver", NAMES, LITERALS, before);
    }

    private static void refuseLongName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw DatabaseMessages.nameTooLong("SQL Server", name, name.length(), LONGEST_NAME + " characters")
                    .exception();
        }
    }

    Comments comments() {
        return comments;
    }

    @Override
    protected List<String> comments(Table table) {
        return comments.ofNew(table);
    }

    @Override
    public List<String> commentOnTable(CommentOnTable operation) {
        Boolean hadOne = before.table(operation.table())
                .map(found -> found.comment() != null)
                .orElse(null);
        return comments.change(operation.table(), null, hadOne, operation.comment(), names.quote(operation.table()));
    }

    /** It must be the only statement of its batch, so that a condition wraps it in a batch of its own. */
    @Override
    public List<String> createSchema(CreateSchema operation) {
        String create = "CREATE SCHEMA " + names.quote(operation.name());
        return List.of(
                operation.ifNotExists()
                        ? "IF SCHEMA_ID(" + LITERALS.render(operation.name()) + ") IS NULL EXEC ("
                                + LITERALS.render(create) + ")"
                        : create);
    }

    /** Constraints and indexes go with their table. */
    @Override
    public List<String> moveTable(MoveTable operation) {
        String table = names.quote(operation.table());
        return List.of(
                operation.newSchema() == null
                        ? "DECLARE @move nvarchar(max) = N'ALTER SCHEMA ' + QUOTENAME(SCHEMA_NAME()) + "
                                + LITERALS.render(" TRANSFER OBJECT::" + table) + ";\nEXEC (@move)"
                        : "ALTER SCHEMA " + names.quote(operation.newSchema()) + " TRANSFER OBJECT::" + table);
    }

    @Override
    public List<String> createSequence(CreateSequence operation) {
        List<String> statements = super.createSequence(new CreateSequence(operation.sequence(), false));
        String isMissing = "IF OBJECT_ID("
                + LITERALS.render(names.quote(operation.sequence().name())) + ", N'SO') IS NULL\n";
        return operation.ifNotExists() ? List.of(isMissing + statements.get(0)) : statements;
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
                UnsupportedColumnMessages.enumeration("SQL Server", type.toString()));
    }

    @Override
    public List<String> createView(CreateView operation) {
        List<String> statements = super.createView(new CreateView(operation.view(), false));
        return operation.orReplace()
                ? List.of(statements.get(0).replaceFirst("CREATE", "CREATE OR ALTER"))
                : statements;
    }

    /** DROP would take the privileges away. */
    @Override
    protected Optional<String> inPlace(StoredProgram program) {
        return inPlace(program, "OR ALTER", Batches.RULES);
    }

    /** Names are not shared by several functions here, so that arguments tell nothing. */
    @Override
    public List<String> dropProgram(DropProgram operation) {
        StoredProgram.Id id = operation.program();
        return super.dropProgram(
                new DropProgram(new StoredProgram.Id(id.kind(), id.name(), id.table(), null), operation.ifExists()));
    }
}
