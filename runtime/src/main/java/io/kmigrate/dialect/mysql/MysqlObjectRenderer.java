package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.SqlRenderer;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a database holds besides tables, and users' SQL. */
abstract class MysqlObjectRenderer extends SqlRenderer {
    final Product flavour;

    MysqlObjectRenderer(Product flavour, Catalog before) {
        super(flavour.label(), flavour.dialect(), MysqlNames.of(flavour), new MysqlLiterals(flavour), before);
        this.flavour = flavour;
    }

    /** {@code COMMENT '…'}, for the session's way to read strings. */
    abstract String comment(String text);

    private void refuseSequences(TableName sequence) {
        if (!flavour.hasSequences()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedObjectMessages.sequence(flavour.label(), sequence.toString()));
        }
    }

    @Override
    public List<String> executeSql(ExecuteSql operation) {
        return MysqlStatements.split(sqlOf(operation));
    }

    @Override
    public List<String> commentOnTable(CommentOnTable operation) {
        return alter(operation.table(), comment(operation.comment() == null ? "" : operation.comment()));
    }

    /** A schema is a database of the server here, which other applications may share. */
    @Override
    public List<String> createSchema(CreateSchema operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.createdSchemaOfServer(flavour.label(), operation.name()));
    }

    @Override
    public List<String> dropSchema(DropSchema operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.droppedSchemaOfServer(flavour.label(), operation.name()));
    }

    @Override
    public List<String> createSequence(CreateSequence operation) {
        refuseSequences(operation.sequence().name());
        return super.createSequence(operation);
    }

    @Override
    public List<String> alterSequence(AlterSequence operation) {
        refuseSequences(operation.sequence());
        return super.alterSequence(operation);
    }

    @Override
    public List<String> dropSequence(DropSequence operation) {
        refuseSequences(operation.sequence());
        return super.dropSequence(operation);
    }

    /** MariaDB writes one word. */
    @Override
    protected String sequenceOptions(
            @Nullable Long minimum, @Nullable Long maximum, @Nullable Long cache, @Nullable Boolean cycle) {
        return super.sequenceOptions(minimum, maximum, cache, cycle).replace(" NO CYCLE", " NOCYCLE");
    }

    /** DROP takes the privileges on a function or procedure away; MySQL has no other way. */
    @Override
    protected Optional<String> inPlace(StoredProgram program) {
        return flavour == Product.MARIADB
                ? inPlace(program, "OR REPLACE", MysqlStatements.RULES)
                : super.inPlace(program);
    }

    /** There is one of a name, whatever its arguments, and aggregates are functions. */
    @Override
    public List<String> dropProgram(DropProgram operation) {
        StoredProgram.Id id = operation.program();
        Kind kind = id.kind() == Kind.AGGREGATE ? Kind.FUNCTION : id.kind();
        return super.dropProgram(
                new DropProgram(new StoredProgram.Id(kind, id.name(), id.table(), null), operation.ifExists()));
    }
}
