package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import java.util.List;
import org.apiguardian.api.API;

/** The SQL that a user wrote for an operation, on one kind of database; none where Kmigrate writes it. */
@API(status = INTERNAL, since = "0.1")
public record ScriptSql(String dialect) implements DefaultingOperationVisitor<List<String>> {
    @Override
    public List<String> otherwise(Operation operation) {
        return List.of();
    }

    @Override
    public List<String> executeSql(ExecuteSql operation) {
        return List.of(operation.sqlFor(dialect));
    }

    @Override
    public List<String> runCode(RunCode operation) {
        String offline = operation.offlineSqlFor(dialect);
        return offline == null ? List.of() : List.of(offline);
    }
}
