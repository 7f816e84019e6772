package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SavepointStatements;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.execution.ExecutionEvent.RepeatableStatement;
import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableGraph;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RepeatableStep.Action;
import io.kmigrate.repeatable.RepeatableStep.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drops and makes objects, each with its row of the history, and knows which of them are there. Begins no transaction. */
final class RepeatableMaker {
    private final RepeatableRun.Tools tools;
    private final Dialect dialect;
    private final List<String> rowsAfter;
    private final Map<String, Repeatable> present = new LinkedHashMap<>();
    private final Set<String> madeLater = new LinkedHashSet<>();
    private @Nullable String currentSql;

    RepeatableMaker(RepeatablePlan plan, RepeatableRun.Tools tools) {
        this.tools = tools;
        this.dialect = tools.dialect();
        this.rowsAfter = plan.rowsAfter();
        plan.present().forEach(object -> present.put(object.key(), object));
    }

    /** The objects that the database has, by key. */
    Map<String, Repeatable> present() {
        return present;
    }

    /** Those that are not there, whatever the history says. */
    void miss(Collection<String> keys) {
        keys.forEach(present::remove);
    }

    /** Those that this run makes, and that may therefore be dropped on the way. */
    void expect(List<RepeatableStep> steps) {
        steps.forEach(step -> madeLater.add(step.object().key()));
    }

    /** A transaction begins. */
    void begin() {
        currentSql = null;
    }

    /** The statement that was sent last in it; null for none. */
    @Nullable
    String sql() {
        return currentSql;
    }

    /** The row comes first: where a statement commits by itself, it commits the row, too. */
    void drop(Repeatable object, Optional<Operation> removal, Event event) throws SQLException {
        tools.recorder().object(event, object, "", rowsAfter);
        if (removal.isPresent()) {
            send(object, removal.get());
        }
        present.remove(object.key());
    }

    void make(RepeatableStep step, List<String> rows) throws SQLException {
        Repeatable object = step.object();
        if (dialect.capabilities().transactionalDdl()) {
            makeInPlace(object);
        } else {
            makeAmongDependents(object);
        }
        tools.recorder().object(Event.APPLIED, object, step.file(), rows);
        present.put(object.key(), object);
    }

    /** A database that cannot replace it while others need it gets it made from nothing, and they come later. */
    private void makeInPlace(Repeatable object) throws SQLException {
        SavepointStatements savepoint = dialect.sessions().savepoint("kmigrate_repeatable");
        Statements.execute(tools.connection(), savepoint.set());
        try {
            send(object, object.creation());
        } catch (SQLException refused) {
            Statements.execute(tools.connection(), savepoint.rollback());
            if (!present.containsKey(object.key()) || object.removal().isEmpty()) {
                throw refused;
            }
            String sql = currentSql;
            if (!isMadeAgain(object)) {
                currentSql = sql;
                throw refused;
            }
        }
        if (!savepoint.release().isEmpty()) {
            Statements.execute(tools.connection(), savepoint.release());
        }
    }

    /** False where that fails as well: then the first refusal tells more. */
    private boolean isMadeAgain(Repeatable object) {
        try {
            for (Repeatable dependent : dependents(object)) {
                drop(dependent, dependent.removal(), Event.SET_ASIDE);
            }
            drop(object, object.removal(), Event.SET_ASIDE);
            send(object, object.creation());
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Those of the run that need it, each before those that it needs. */
    private List<Repeatable> dependents(Repeatable object) {
        RepeatableGraph graph = new RepeatableGraph(present.values());
        List<Repeatable> dependents = new ArrayList<>(graph.ordered(graph.withDependents(List.of(object.key()))));
        Collections.reverse(dependents);
        return dependents.stream()
                .filter(dependent -> !dependent.key().equals(object.key()) && isDroppedWith(dependent))
                .toList();
    }

    /**
     * H2 compiles what reads an object together with it. So those that are to change as well go first, where nothing
     * takes a statement back; if that does not help either, they are made again as they were.
     */
    private void makeAmongDependents(Repeatable object) throws SQLException {
        try {
            send(object, object.creation());
        } catch (SQLException refused) {
            List<Repeatable> dependents = present.containsKey(object.key()) ? dependents(object) : List.of();
            if (dependents.isEmpty()) {
                throw refused;
            }
            String sql = currentSql;
            for (Repeatable dependent : dependents) {
                drop(dependent, dependent.removal(), Event.SET_ASIDE);
            }
            try {
                send(object, object.creation());
            } catch (SQLException again) {
                putBack(dependents, refused);
                currentSql = sql;
                throw refused;
            }
        }
    }

    private void putBack(List<Repeatable> dropped, SQLException refused) {
        List<Repeatable> order = new ArrayList<>(dropped);
        Collections.reverse(order);
        for (Repeatable object : order) {
            try {
                send(object, object.creation());
                tools.recorder().object(Event.APPLIED, object, "", rowsAfter);
                present.put(object.key(), object);
            } catch (SQLException | RuntimeException alsoFailed) {
                refused.addSuppressed(alsoFailed);
            }
        }
    }

    /** Only what this run makes again later. */
    private boolean isDroppedWith(Repeatable dependent) {
        return dependent.removal().isPresent() && madeLater.contains(dependent.key());
    }

    private void send(Repeatable object, Operation operation) throws SQLException {
        List<String> rendered = dialect.render(operation, dialect.introspector().catalog(tools.connection()));
        if (operation.isOpaque()) {
            new TransactionCheck(dialect).problem(rendered, true).ifPresent(problem -> {
                throw problem.exception();
            });
        }
        RepeatableStep shown = new RepeatableStep(Action.APPLY, object, Reason.CHANGED, "", null);
        if (operation.equals(object.creation()) && !operation.isOpaque()) {
            ShownStatements.of(shown, dialect).forEach(sql -> tools.listener().on(new RepeatableStatement(shown, sql)));
            for (String sql : rendered) {
                execute(sql);
            }
            return;
        }
        for (String sql : rendered) {
            for (String statement : operation.isOpaque() ? dialect.split(sql) : List.of(sql)) {
                tools.listener().on(new RepeatableStatement(shown, statement));
                execute(statement);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        currentSql = sql;
        Statements.execute(tools.connection(), sql);
    }
}
