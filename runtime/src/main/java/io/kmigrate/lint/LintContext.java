package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** One operation at its place, and what is known when its turn comes. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LintContext {
    private final int place;
    private final Operation operation;
    private final SchemaReplay replay;
    private final Facts facts;

    LintContext(int place, Operation operation, SchemaReplay replay, Facts facts) {
        this.place = place;
        this.operation = operation;
        this.replay = replay;
        this.facts = facts;
    }

    /** The schema before the operation. */
    public Snapshot before() {
        return replay.schema();
    }

    public Facts facts() {
        return facts;
    }

    /** True where operations before this one made the table: it has no rows that anybody could lose. */
    public boolean isNew(TableName table) {
        return replay.isNew(table);
    }

    /** The column as it is before the operation. */
    public Optional<Column> column(TableName table, String column) {
        return before().table(table).flatMap(found -> found.column(column));
    }

    /** The names of the views whose queries name the table and all of the columns. */
    public List<String> views(TableName table, String... columns) {
        return replay.views(table, List.of(columns));
    }

    /** What a rule has against the operation. */
    public Stream<Finding> finding(Rule rule, String message, String fix) {
        return Stream.of(new Finding(rule.code(), rule.severity(), place, operation, message, fix));
    }
}
