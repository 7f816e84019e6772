package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BatchPass;
import io.kmigrate.backfill.FirstBatch;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.CopyingAlter;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.RowCheck;
import io.kmigrate.dialect.SavepointStatements;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.execution.ExecutionEvent.OperationLeftOut;
import io.kmigrate.execution.ExecutionEvent.OperationStarted;
import io.kmigrate.execution.ExecutionEvent.StatementStarted;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.message.StepMessages;
import io.kmigrate.message.TransactionMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.CodeBlock;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Guard;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Table;
import java.io.IOException;
import java.io.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs operations in the open transaction, if there is one. */
final class OperationRunner {
    /** Of a batch with the locks of others. */
    static final Limits PATIENCE = new Limits(Duration.ofSeconds(5), null);

    private final Dialect dialect;
    private final MigrationConnection connection;
    private final Session session;
    private final BlockWatch watch;
    private final ExecutionListener listener;
    private final StepFailures failures;
    private final BackgroundBackfills background;
    private final AnswerTimeout answers;
    private final RowGuard rows;
    private final OnlineSettings online;
    private final Guards guards;
    private @Nullable String currentSql;
    private int statementsDone;
    private Limits limits = Limits.NONE;

    OperationRunner(
            Dialect dialect,
            MigrationConnection connection,
            Session session,
            BlockWatch watch,
            ExecutionListener listener,
            StepFailures failures,
            BackgroundBackfills background,
            Guards guards,
            OnlineSettings online) {
        this.guards = guards;
        this.online = online;
        this.dialect = dialect;
        this.connection = connection;
        this.session = session;
        this.watch = watch;
        this.listener = listener;
        this.failures = failures;
        this.background = background;
        this.answers = new AnswerTimeout(connection.jdbc());
        this.rows = new RowGuard(dialect, connection.jdbc());
    }

    /** Limits of the statements that follow, until the next call. */
    void limit(Limits limits) throws SQLException {
        this.limits = limits;
        session.limit(limits);
        watch.limit(limits.lock());
        answers.follow(limits.statement());
    }

    /** A batch had better become smaller than wait for long. */
    private void limitWaits() throws SQLException {
        try {
            session.limit(limits.over(PATIENCE));
        } catch (UnsupportedOperationByDialectException unlimited) {
            session.limit(limits);
        }
    }

    /** The connection may be a pool's. */
    void endLimits() throws SQLException {
        answers.restore();
    }

    /** What a failure leaves in the database. */
    @FunctionalInterface
    interface State {
        /**
         * Asked once, when an operation has failed.
         *
         * @param operation its number, 1-based
         * @param wasMoved it is known to have ended the transaction that it ran in
         */
        LeftBehind after(int operation, boolean wasMoved);

        /** The same whatever failed. */
        static State of(String text) {
            return (operation, wasMoved) -> LeftBehind.of(text);
        }
    }

    /** How many statements of the latest operation came to their end. */
    int statementsDone() {
        return statementsDone;
    }

    /** One more of them. */
    void countStatement() {
        statementsDone++;
    }

    /** The last of them was taken back; an earlier run may have sent it. */
    void discountStatement() {
        statementsDone = Math.max(0, statementsDone - 1);
    }

    /** The statement that was sent last. */
    @Nullable
    String currentSql() {
        return currentSql;
    }

    /** Shows another statement than the last in a failure. */
    void show(@Nullable String sql) {
        currentSql = sql;
    }

    Catalog catalog() {
        return dialect.introspector().catalog(connection.jdbc());
    }

    OnlineSettings online() {
        return online;
    }

    /** The online form of an operation as the database is now. */
    OnlineForm form(Operation operation) {
        return online.form(dialect, operation, catalog());
    }

    /**
     * Has the user's program change a table.
     *
     * @throws MigrationException when it fails, or has changed nothing, as a program does that only tries
     */
    void runCommand(Step step, CopyingAlter change) throws SQLException, InterruptedException {
        session.beforeCommittingStatement();
        List<String> words = Objects.requireNonNull(online.command())
                .of(change, String.valueOf(connection.jdbc().getCatalog()));
        Optional<Table> before = catalog().table(change.table());
        announce(step, OnlineCommand.shown(words));
        OnlineCommandRun.run(words);
        if (!change.isDone().test(catalog()) && catalog().table(change.table()).equals(before)) {
            throw OnlineMessages.commandDidNothing(words.get(0), change.table().toString())
                    .exception();
        }
        statementsDone++;
    }

    /** What the live catalog says of an operation. */
    RemainingWork remainder() {
        return new InFlightOperation.Asked(dialect, connection.jdbc(), online, background.checkpoints()).remainder();
    }

    /**
     * Runs the operations of a segment.
     *
     * @param state what state the database is in when one of them fails
     * @throws OperationFailedException when the database or a code step refuses
     */
    void run(Step step, CommitGroup segment, State state) {
        int number = segment.first();
        for (List<ScriptOperation> group : OperationBatches.of(segment.operations(), dialect)) {
            if (group.size() == 1 || !segment.inTransaction() || !isDoneTogether(step, number, group)) {
                for (int place = 0; place < group.size(); place++) {
                    run(step, number + 1 + place, group.get(place), segment.inTransaction(), state);
                }
            }
            number += group.size();
        }
    }

    /** False when that failed and left nothing: done one by one, the one that is at fault will show. */
    private boolean isDoneTogether(Step step, int done, List<ScriptOperation> group) {
        if (group.stream().anyMatch(located -> rows.before(located, true).isPresent())) {
            return false;
        }
        for (int place = 0; place < group.size(); place++) {
            listener.on(new OperationStarted(step, group.get(place), done + 1 + place));
        }
        SavepointStatements savepoint = dialect.sessions().savepoint("kmigrate_together");
        try {
            execute(step, savepoint.set(), true);
            try {
                for (String sql : dialect.render(OperationBatches.plain(group), catalog())) {
                    execute(step, sql, true);
                }
            } catch (SQLException | MigrationException failed) {
                execute(step, savepoint.rollback(), true);
                return false;
            } finally {
                execute(step, savepoint.release(), true);
            }
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    /**
     * Runs one operation.
     *
     * @param number 1-based, of its place in the step
     */
    void run(Step step, int number, ScriptOperation operation, boolean inTransaction, State state) {
        begin(step, operation, number);
        if (!isMet(step, operation, number, state)) {
            listener.on(new OperationLeftOut(step, operation, number));
            return;
        }
        refuseRows(step, operation, number, inTransaction, state);
        boolean isWatched = inTransaction && operation.operation().isOpaque();
        boolean wasMoved = false;
        try {
            if (isWatched) {
                session.mark();
            }
            run(step, number, operation.operation(), inTransaction);
            if (isWatched && !session.isMarked()) {
                wasMoved = true;
                throw TransactionMessages.moved().exception();
            }
        } catch (Exception failed) {
            boolean isCode = operation.operation().code().isPresent();
            LeftBehind left = state.after(number, wasMoved || (isWatched && isCode && wasMoved(failed)));
            throw failures.operation(step, number, operation, currentSql, left, failed);
        }
    }

    /** What is known before a step begins. Rows that a backfill has yet to change are not in the way: its gate tells. */
    void refuseRows(Step step) throws SQLException {
        if (background.isAwaited(step)) {
            return;
        }
        Optional<RowGuard.FoundAt> found = rows.before(step);
        if (found.isPresent()) {
            RowGuard.FoundAt at = found.get();
            throw failures.rows(
                    step, at.number(), at.operation(), at.found(), LeftBehind.of(StepMessages.nothingDone()));
        }
    }

    void refuseRows(Step step, ScriptOperation operation, int number, boolean inTransaction, State state) {
        Optional<RowGuard.Found> found = rows.before(operation, inTransaction);
        if (found.isPresent()) {
            throw failures.rows(step, number, operation, found.get(), state.after(number, false));
        }
    }

    /** Work that takes an operation back. */
    @FunctionalInterface
    interface Withdrawal {
        void run() throws SQLException;
    }

    /**
     * Looks for rows that break what an operation has claimed.
     *
     * @throws OperationFailedException where there are some, once the operation is taken back
     * @throws SQLException where the database refuses to say; the claim stays, and is known as a leftover
     */
    void prove(Step step, ScriptOperation operation, int number, RowCheck proof, Withdrawal withdrawal, State state)
            throws SQLException {
        announce(step, proof.rows());
        Optional<RowGuard.Found> found = rows.find(proof);
        if (found.isPresent()) {
            withdrawal.run();
            throw failures.rows(step, number, operation, found.get(), state.after(number, false));
        }
    }

    /** The statements that follow are those of an operation. */
    void begin(Step step, ScriptOperation operation, int number) {
        currentSql = null;
        statementsDone = 0;
        listener.on(new OperationStarted(step, operation, number));
    }

    /** What the failure of an operation says that runs in parts. */
    OperationFailedException failed(Step step, ScriptOperation operation, int number, State state, Exception cause) {
        return failures.operation(step, number, operation, currentSql, state.after(number, false), cause);
    }

    /**
     * Decides whether the first operation of a segment runs, and nothing more: before it is recorded as begun, so that
     * a resumed run decides alike.
     */
    void decide(Step step, CommitGroup segment, State state) {
        currentSql = null;
        isMet(step, segment.operations().get(0), segment.first() + 1, state);
    }

    private boolean isMet(Step step, ScriptOperation operation, int number, State state) {
        try {
            return guards.runs(step, number - 1, operation, guard -> isMet(guard, operation.operation()));
        } catch (Exception failed) {
            throw failures.operation(step, number, operation, currentSql, state.after(number, false), failed);
        }
    }

    private boolean isMet(Guard guard, Operation operation) throws SQLException {
        String query = guard.query();
        if (query == null) {
            ForeignIndex.refuse(operation, catalog(), false);
            return remainder().of(operation).filter(List.of(operation)::equals).isPresent();
        }
        currentSql = query;
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Object value = rows.next() ? rows.getObject(1) : null;
            if (rows.getMetaData().getColumnCount() > 1 || rows.next()) {
                throw StepMessages.severalValues().exception();
            }
            return guard.isMetBy(value);
        }
    }

    /**
     * Runs what is left of a backfill.
     *
     * @param number 1-based, of its place in the step
     * @throws OperationFailedException when it stops before its end
     */
    void runBackfill(Step step, int number, ScriptOperation operation, BackfillSteps.Making making)
            throws SQLException {
        listener.on(new OperationStarted(step, operation, number));
        BackfillRunner runner = null;
        try {
            limitWaits();
            runner = making.make();
            runner.run(() -> false);
        } catch (Exception failed) {
            String sql = runner == null ? null : runner.currentSql();
            String state = runner == null ? BackfillMessages.notBegun() : runner.state();
            throw failures.operation(step, number, operation, sql, LeftBehind.of(state), failed);
        } finally {
            session.limit(limits);
        }
    }

    /** Statements of a text were looked at before; of code, those that failed may not have been the last. */
    private boolean wasMoved(Exception failed) {
        try {
            return !session.isMarked() && !isByDatabase(failed);
        } catch (SQLException aborted) {
            // A transaction that a failure has aborted tells nothing; what it left will be asked for.
            return false;
        }
    }

    private boolean isByDatabase(Exception failed) {
        return Causes.first(failed, SQLException.class)
                .filter(dialect.sessions()::endsTransaction)
                .isPresent();
    }

    private void run(Step step, int number, Operation operation, boolean inTransaction) throws Exception {
        Optional<CodeBlock> code = operation.code();
        if (code.isPresent()) {
            Future<?> watching =
                    watch.begin(step, OperationDescription.of(operation).headline());
            try {
                connection.run(code.get(), sqlCheck());
            } finally {
                watching.cancel(false);
            }
            return;
        }
        Optional<Backfill> backfill = operation.inBatches();
        if (backfill.isPresent()) {
            if (backfill.get().background()) {
                background.register(step, number, backfill.get(), sqlCheck());
            } else {
                runFirstBatch(backfill.get());
            }
            return;
        }
        if (operation.requiredBackfill().isPresent()) {
            background.require(step, operation.requiredBackfill().get());
            return;
        }
        Optional<ExecuteFile> file = operation.sqlFile();
        if (file.isPresent()) {
            runFile(step, file.get(), inTransaction);
            return;
        }
        List<String> rendered = dialect.render(operation, catalog());
        if (operation.isOpaque()) {
            refuse(new TransactionCheck(dialect).problem(rendered, inTransaction));
        }
        for (String sql : rendered) {
            for (String statement : operation.isOpaque() ? dialect.split(sql) : List.of(sql)) {
                execute(step, statement, inTransaction);
                statementsDone++;
            }
        }
    }

    /** Only a dry run has a backfill inside of a transaction. */
    private void runFirstBatch(Backfill backfill) throws Exception {
        FirstBatch batch = new FirstBatch(backfill, dialect, connection, sqlCheck());
        try {
            batch.run();
        } finally {
            currentSql = batch.currentSql();
        }
    }

    private void runFile(Step step, ExecuteFile file, boolean inTransaction) throws SQLException {
        SqlFileRun run = new SqlFileRun(file, dialect, inTransaction);
        refuse(run.problem());
        FileProgress progress = new FileProgress(step, file, listener);
        run.run(new SqlFileRun.Target() {
            @Override
            public void statement(String sql, SqlFileReader reader) throws SQLException {
                execute(step, sql, inTransaction);
                statementsDone++;
                progress.at(reader.charactersRead());
            }

            @Override
            public void rows(String sql, Reader rows, SqlFileReader reader) throws SQLException, IOException {
                currentSql = sql;
                listener.on(new StatementStarted(step, sql));
                dialect.script().syntax().copy(connection.jdbc(), sql, progress.over(rows, reader));
                statementsDone++;
            }
        });
    }

    /** For the statements of a code step, before they are sent. */
    Consumer<String> sqlCheck() {
        TransactionCheck check = new TransactionCheck(dialect);
        return sql -> refuse(check.problem(sql, true));
    }

    private static void refuse(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw problem.get().exception();
        }
    }

    /** Says that a statement is sent, or several that it stands for. */
    void announce(Step step, String sql) {
        currentSql = sql;
        listener.on(new StatementStarted(step, sql));
    }

    /** Goes through the rows of a backfill, which commits by itself. */
    BatchPass pass(Backfill backfill) {
        return new BatchPass(backfill, dialect, connection);
    }

    /** Commits a change by itself. {@code sql}: for who waits for others, what it is. */
    void watched(Step step, String sql, BatchPass.Change change) throws Exception {
        session.beforeCommittingStatement();
        Future<?> watching = watch.begin(step, sql);
        try {
            change.run();
        } finally {
            watching.cancel(false);
        }
    }

    void execute(Step step, String sql, boolean inTransaction) throws SQLException {
        currentSql = sql;
        if (!inTransaction || !dialect.capabilities().transactionalDdl()) {
            session.beforeCommittingStatement();
        }
        announce(step, sql);
        Future<?> watching = watch.begin(step, sql);
        try {
            Statements.execute(connection.jdbc(), sql);
        } finally {
            watching.cancel(false);
        }
    }
}
