package io.kmigrate.execution;

import io.kmigrate.dialect.BatchedUpdate;
import io.kmigrate.plan.Step;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills rows, a batch after the other, each committed by itself. */
final class BatchedUpdateRun {
    private final Step step;
    private final BatchedUpdate update;
    private final OperationRunner operations;
    private final LockRetries retries;

    BatchedUpdateRun(Step step, BatchedUpdate update, OperationRunner operations, LockRetries retries) {
        this.step = step;
        this.update = update;
        this.operations = operations;
        this.retries = retries;
    }

    void run() throws SQLException {
        List<Object> start = List.of();
        boolean isLast = false;
        operations.announce(step, update.text());
        while (!isLast) {
            List<Object> end = end(start);
            isLast = end.isEmpty();
            fill(start, end);
            start = end;
        }
        operations.countStatement();
    }

    /** The key of the last row of a full batch; empty where fewer rows are left. */
    private List<Object> end(List<Object> start) throws SQLException {
        try (PreparedStatement statement = operations.prepare(update.end(start.isEmpty()))) {
            bind(statement, start);
            try (ResultSet row = statement.executeQuery()) {
                List<Object> key = new ArrayList<>();
                if (row.next()) {
                    for (int place = 1; place <= update.key().size(); place++) {
                        key.add(row.getObject(place));
                    }
                }
                return key;
            }
        }
    }

    private void fill(List<Object> start, List<Object> end) throws SQLException {
        int attempt = 1;
        while (true) {
            try (PreparedStatement statement = operations.prepare(update.batch(start.isEmpty(), end.isEmpty()))) {
                List<Object> both = new ArrayList<>(parameters(start));
                both.addAll(parameters(end));
                set(statement, both);
                statement.executeUpdate();
                return;
            } catch (SQLException failed) {
                if (!retries.isToBeRetried(step, attempt++, failed, () -> true)) {
                    throw failed;
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, List<Object> key) throws SQLException {
        set(statement, parameters(key));
    }

    private static List<Object> parameters(List<Object> key) {
        return key.isEmpty() ? List.of() : BatchedUpdate.parameters(key);
    }

    private static void set(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int place = 0; place < values.size(); place++) {
            statement.setObject(place + 1, values.get(place));
        }
    }
}
