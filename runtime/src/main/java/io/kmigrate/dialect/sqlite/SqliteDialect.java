package io.kmigrate.dialect.sqlite;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.JdbcDriver;
import io.kmigrate.dialect.Locking;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.RowChecks;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.StandardStrings;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * SQLite 3.35 and later. Comments on tables and columns are not kept, as SQLite has none: they make no SQL,
 * so that one script runs on every database. {@code concurrently} is not heeded, as there is one writer.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqliteDialect implements Dialect {
    static final String NAME = "sqlite";

    /** SQLite has no limit of its own but that of a statement. */
    private static final int MAXIMUM_NAME_LENGTH = 1000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equalsIgnoreCase("SQLite");
    }

    @Override
    public JdbcDriver driver() {
        return new SqliteDriver();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, MAXIMUM_NAME_LENGTH);
    }

    @Override
    public TextParameters textParameters() {
        return (type, text) -> new SqliteLiterals().render(text);
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return StandardStrings.translated(operation, new SqliteLiterals()::render)
                .accept(new SqliteRenderer(before));
    }

    /** Neighbouring changes of one table share one rebuild of it, or are made with it. */
    @Override
    public boolean joins(List<Operation> together, Operation next) {
        return NewTable.joins(together, next) || SharedRebuild.joins(together, next);
    }

    @Override
    public List<String> render(List<Operation> together, Catalog before) {
        if (NewTable.isFirst(together)) {
            return NewTable.operations(together).stream()
                    .flatMap(operation -> render(operation, before).stream())
                    .toList();
        }
        RebuildCheck mayRebuild = new RebuildCheck();
        boolean rebuilds = together.stream().anyMatch(operation -> operation.accept(mayRebuild));
        return rebuilds && together.size() > 1
                ? SharedRebuild.statements(together, before)
                : Dialect.super.render(together, before);
    }

    @Override
    public boolean sharesCommit(Operation operation) {
        return !operation.accept(new OpenEnded()) && !operation.accept(new RebuildCheck());
    }

    @Override
    public List<String> split(String sql) {
        return SqliteStatements.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return operation instanceof ExecuteSql sql
                && split(sql.sqlFor(NAME)).stream().anyMatch(SqliteDialect::refusesTransaction);
    }

    private static boolean refusesTransaction(String statement) {
        List<Token> tokens = Tokenizer.of(statement);
        Token first = tokens.get(0);
        return first.is("vacuum")
                || first.is("attach")
                || first.is("detach")
                || (first.is("pragma") && tokens.stream().anyMatch(token -> token.is("journal_mode")));
    }

    /** A type is a wish here: no value is too long or too large for it. */
    @Override
    public List<RowCheck> rowChecks(Operation operation, Catalog before) {
        return operation.accept(new RowChecks(names(), before) {
            @Override
            protected @Nullable String length(String text) {
                return null;
            }

            @Override
            protected boolean hasRanges() {
                return false;
            }
        });
    }

    @Override
    public Introspector introspector() {
        return new SqliteIntrospector();
    }

    @Override
    public ColumnType type(String text) {
        return SqliteTypes.declared(text);
    }

    @Override
    public Equivalence equivalence() {
        return new SqliteEquivalence();
    }

    @Override
    public ClientScript script() {
        return new SqliteScript(name());
    }

    @Override
    public BatchSql batches() {
        return SqliteBatches.create();
    }

    @Override
    public Locking locking() {
        return new SqliteLocking(name());
    }

    @Override
    public SessionControl sessions() {
        return new SqliteSessions(name());
    }

    /** Whether an operation takes as long as its rows or its own words do. */
    private static final class OpenEnded implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean bulkInsert(BulkInsert operation) {
            return true;
        }

        @Override
        public Boolean bulkUpdate(BulkUpdate operation) {
            return true;
        }

        @Override
        public Boolean bulkDelete(BulkDelete operation) {
            return true;
        }

        @Override
        public Boolean loadCsv(LoadCsv operation) {
            return true;
        }

        @Override
        public Boolean executeSql(ExecuteSql operation) {
            return true;
        }

        @Override
        public Boolean backfill(Backfill operation) {
            return true;
        }

        @Override
        public Boolean runCode(RunCode operation) {
            return true;
        }
    }
}
