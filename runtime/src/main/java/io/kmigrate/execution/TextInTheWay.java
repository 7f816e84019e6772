package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.ChangedTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL text that keeps others waiting: it runs as it is written, whatever form an operation would have. */
record TextInTheWay(Dialect dialect, Catalog catalog, OnlineSettings settings) {
    /** A line for each statement that changes a table that was there before. */
    List<String> of(List<ScriptOperation> operations, TableOrigins origins) {
        Set<TableName> made = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (ScriptOperation located : operations) {
            made.addAll(TableOrigins.madeBy(located.operation()));
            if (!located.operation().isOpaque()) {
                continue;
            }
            for (Operation said : settings.text().read(located.operation(), dialect)) {
                made.addAll(TableOrigins.madeBy(said));
                Optional<TableName> table = ChangedTable.of(said).flatMap(origins::of);
                String obstacle = table.filter(name -> !made.contains(name)).isPresent() ? obstacle(said) : null;
                if (obstacle != null) {
                    lines.add(OnlineMessages.inText(
                            OperationDescription.of(located.operation()).headline(),
                            OperationDescription.of(said).headline(),
                            obstacle));
                }
            }
        }
        return lines;
    }

    private @Nullable String obstacle(Operation said) {
        try {
            OnlineForm form = settings.form(dialect, said, catalog);
            return form.isInParts() ? OnlineMessages.asWritten() : form.obstacle();
        } catch (MigrationException notThere) {
            return null;
        }
    }
}
