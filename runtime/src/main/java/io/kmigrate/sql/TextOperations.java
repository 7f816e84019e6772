package io.kmigrate.sql;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ValidateConstraint;
import java.util.List;
import org.apiguardian.api.API;

/** SQL text as the operations that it stands for. */
@API(status = INTERNAL, since = "0.1")
public final class TextOperations {
    private TextOperations() {}

    /** Without statements that say themselves how they let others work. */
    public static List<Operation> of(Operation text, Dialect dialect) {
        return SqlReader.of(dialect.name()).statements(text).stream()
                .filter(statement -> !statement.isOnline())
                .flatMap(statement -> statement.operations().stream())
                .filter(operation -> !operation.accept(new Prepared()))
                .toList();
    }

    /** What a statement before it may have made short: a check that holds already needs no look at the rows. */
    private static final class Prepared implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean alterColumn(AlterColumn alter) {
            return alter.change().type() == null;
        }

        @Override
        public Boolean validateConstraint(ValidateConstraint validate) {
            return true;
        }
    }
}
