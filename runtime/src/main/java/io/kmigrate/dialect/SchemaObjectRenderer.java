package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.operation.SequenceChange;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Standard SQL for what a schema holds besides tables. */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class SchemaObjectRenderer implements OperationVisitor<List<String>> {
    private static final Pattern OR_REPLACE =
            Pattern.compile("\\s*CREATE\\s+OR\\s+(REPLACE|ALTER)\\b", Pattern.CASE_INSENSITIVE);

    protected final Names names;
    protected final Literals literals;
    /** The schema just before the operation. */
    protected final Catalog before;

    final String database;
    final String dialect;

    /**
     * A renderer for one operation.
     *
     * @param database its name in messages, such as {@code PostgreSQL}
     * @param dialect its name in settings, such as {@code postgresql}
     */
    SchemaObjectRenderer(String database, String dialect, Names names, Literals literals, Catalog before) {
        this.database = database;
        this.dialect = dialect;
        this.names = names;
        this.literals = literals;
        this.before = before;
    }

    /** The database cannot {@code what}; do {@code instead}. */
    protected final UnsupportedOperationByDialectException cannot(String what, String instead) {
        return new UnsupportedOperationByDialectException(database, what, instead);
    }

    @Override
    public List<String> createSchema(CreateSchema operation) {
        return List.of(
                "CREATE SCHEMA " + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + names.quote(operation.name()));
    }

    @Override
    public List<String> dropSchema(DropSchema operation) {
        return List.of("DROP SCHEMA " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.name()));
    }

    @Override
    public List<String> createSequence(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        return List.of("CREATE SEQUENCE " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + names.quote(sequence.name()) + " START WITH " + sequence.start() + " INCREMENT BY "
                + sequence.increment()
                + sequenceOptions(
                        sequence.minimum(), sequence.maximum(), sequence.cache(), sequence.cycle() ? true : null));
    }

    @Override
    public List<String> alterSequence(AlterSequence operation) {
        SequenceChange change = operation.change();
        return List.of("ALTER SEQUENCE " + names.quote(operation.sequence())
                + (change.restart() == null ? "" : " RESTART WITH " + change.restart())
                + (change.increment() == null ? "" : " INCREMENT BY " + change.increment())
                + sequenceOptions(change.minimum(), change.maximum(), change.cache(), change.cycle()));
    }

    /** What both statements say alike; nothing where it is null. */
    protected String sequenceOptions(
            @Nullable Long minimum, @Nullable Long maximum, @Nullable Long cache, @Nullable Boolean cycle) {
        return (minimum == null ? "" : " MINVALUE " + minimum)
                + (maximum == null ? "" : " MAXVALUE " + maximum)
                + (cache == null ? "" : " CACHE " + cache)
                + (cycle == null ? "" : cycle ? " CYCLE" : " NO CYCLE");
    }

    @Override
    public List<String> dropSequence(DropSequence operation) {
        return List.of(
                "DROP SEQUENCE " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.sequence()));
    }

    /** Columns carry the labels themselves. */
    @Override
    public List<String> createEnum(CreateEnum operation) {
        return List.of();
    }

    @Override
    public List<String> addEnumValue(AddEnumValue operation) {
        throw cannotChangeEnum(operation.type());
    }

    @Override
    public List<String> renameEnumValue(RenameEnumValue operation) {
        throw cannotChangeEnum(operation.type());
    }

    private UnsupportedOperationByDialectException cannotChangeEnum(TableName type) {
        return new UnsupportedOperationByDialectException(
                UnsupportedColumnMessages.sharedEnumeration(database, type.toString()));
    }

    @Override
    public List<String> dropEnum(DropEnum operation) {
        return List.of();
    }

    @Override
    public List<String> createView(CreateView operation) {
        View view = operation.view();
        if (view.materialized()) {
            throw cannotMaterialize(view.name());
        }
        return List.of("CREATE " + (operation.orReplace() ? "OR REPLACE " : "") + "VIEW " + names.quote(view.name())
                + " AS\n" + view.query());
    }

    @Override
    public List<String> dropView(DropView operation) {
        if (operation.materialized()) {
            throw cannotMaterialize(operation.view());
        }
        return List.of("DROP VIEW " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.view()));
    }

    protected final UnsupportedOperationByDialectException cannotMaterialize(TableName view) {
        return new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.materializedView(database, view.toString()));
    }

    /** The definition is the user's; an old one goes first where the database cannot replace it. */
    @Override
    public List<String> createProgram(CreateProgram operation) {
        String definition = operation.program().definition();
        if (!operation.orReplace()) {
            return List.of(definition);
        }
        return inPlace(operation.program()).map(List::of).orElseGet(() -> {
            List<String> statements = new ArrayList<>(
                    dropProgram(new DropProgram(operation.program().id(), true)));
            statements.add(definition);
            return statements;
        });
    }

    /**
     * The definition as one that takes the place of an old object, whose privileges stay; empty where the database has
     * no such statement.
     */
    protected Optional<String> inPlace(StoredProgram program) {
        String definition = program.definition();
        return OR_REPLACE.matcher(definition).lookingAt() ? Optional.of(definition) : Optional.empty();
    }

    /**
     * {@link #inPlace} with a clause behind CREATE.
     *
     * @param clause {@code OR REPLACE} or {@code OR ALTER}
     */
    protected static Optional<String> inPlace(StoredProgram program, String clause, LexicalRules rules) {
        return CreateStatement.of(program.definition(), rules).map(statement -> statement.replacing(clause));
    }

    @Override
    public List<String> dropProgram(DropProgram operation) {
        StoredProgram.Id id = operation.program();
        return List.of("DROP " + id.kind() + " " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(id.name())
                + (id.arguments() == null ? "" : "(" + id.arguments() + ")"));
    }
}
