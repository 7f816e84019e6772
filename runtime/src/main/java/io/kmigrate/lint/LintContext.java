package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.ServerVersion;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationOptions;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** One operation at its place, and what is known when its turn comes. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LintContext {
    private final int place;
    private final Operation operation;
    private final Operation judged;
    private final SchemaReplay replay;
    private final NewTables made;
    private final Facts facts;
    private final RevisionTurn turn;

    /** @param made tables without rows */
    LintContext(
            int place,
            Operation operation,
            Operation judged,
            SchemaReplay replay,
            NewTables made,
            Facts facts,
            RevisionTurn turn) {
        this.place = place;
        this.operation = operation;
        this.judged = judged;
        this.replay = replay;
        this.made = made;
        this.facts = facts;
        this.turn = turn;
    }

    /** The schema before the operation. */
    public Snapshot before() {
        return replay.schema();
    }

    public Facts facts() {
        return facts;
    }

    /** The database that the operations will run on. */
    public LintTarget target() {
        return facts.target();
    }

    /** Whether the server is that old. One of which nothing is known is not. */
    public boolean isBefore(int major, int minor, int patch) {
        return target().version()
                .filter(version -> !version.isAtLeast(major, minor, patch))
                .isPresent();
    }

    public boolean isBefore(int major) {
        return isBefore(major, 0, 0);
    }

    /** The version of the server in words, for messages. */
    public String version() {
        return target().version().map(ServerVersion::toString).orElse("");
    }

    /** The revision that the operation belongs to. */
    public Migration migration() {
        return turn.migration();
    }

    /** Whether no revision was looked at before. */
    public boolean isFirstRevision() {
        return turn.isFirstRevision();
    }

    /** How the revision wants to run. */
    public MigrationOptions options() {
        return turn.migration().options();
    }

    /** What ran before in the same transaction, SQL text as the operations that it stands for. */
    public List<Operation> transaction() {
        return options().transactional() ? turn.done() : List.of();
    }

    /** The statements that ran before in the same transaction, and that no operation stands for. */
    public List<SqlAction> statements() {
        return options().transactional() ? turn.actions() : List.of();
    }

    /** All operations of the revision. */
    public List<Operation> revision() {
        return turn.operations();
    }

    /** Whether the operation is the first of its revision. */
    public boolean isFirst() {
        return turn.isFirst();
    }

    /** True where operations before this one made the table: it has no rows that anybody could lose. */
    public boolean isNew(TableName table) {
        return made.contains(table);
    }

    /** Whether the table has so many rows that a look at each of them is felt; also where no one knows. */
    public boolean isLarge(TableName table) {
        return !isNew(table) && target().sizes().isLarge(table);
    }

    /** {@code : 48 million rows, 11 GB, about 4 min}; empty where no one asked. */
    String sizeOf(TableName table, Work work) {
        return target().sizes()
                .of(table)
                .map(size -> ": " + size.text() + work.time(size))
                .orElse("");
    }

    /** The column as it is before the operation. */
    public Optional<Column> column(TableName table, String column) {
        return before().table(table).flatMap(found -> found.column(column));
    }

    /** The names of the views whose queries name the table and all of the columns. */
    public List<String> views(TableName table, String... columns) {
        return replay.views(table, List.of(columns));
    }

    /** The backfill of this name in the background that a revision before this operation registers, of those judged. */
    Optional<Backfill> registeredHere(String backfill) {
        return replay.backfills().registeredHere(backfill);
    }

    /** Backfills in the background that no operation has waited for. */
    List<Backfill> openBackfills() {
        return replay.backfills().all();
    }

    /** Backfills that are done when the operation's turn comes. */
    List<Backfill> doneBackfills() {
        return replay.backfills().done();
    }

    /** What a rule has against the operation. */
    public Stream<Finding> finding(Rule rule, String message, String fix) {
        return Stream.of(
                new Finding(rule.code(), rule.severity(), place, operation, message, fix, TouchedTables.first(judged)));
    }

    /** The same, because of the rows of a table. */
    public Stream<Finding> finding(Rule rule, TableName table, String message, String fix) {
        return Stream.of(new Finding(rule.code(), rule.severity(), place, operation, message, fix, table));
    }
}
