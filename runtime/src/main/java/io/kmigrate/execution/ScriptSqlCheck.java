package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.ScriptSql;
import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.SqlFileReader.Part;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.ClientMessages;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Looks through the SQL of scripts for what would move the transaction of its revision. */
@API(status = INTERNAL, since = "0.1")
public final class ScriptSqlCheck {
    private final Map<Dialect, TransactionCheck> checks = new LinkedHashMap<>();
    private final boolean inTransaction;

    private ScriptSqlCheck(List<Dialect> dialects, boolean inTransaction) {
        dialects.forEach(dialect -> checks.put(dialect, new TransactionCheck(dialect)));
        this.inTransaction = inTransaction;
    }

    /**
     * What is wrong with scripts, upgrades and written downgrades, at their lines.
     *
     * @param dialects that of the database; or several where it is not known: a text is wrong when all of those that
     *     would run it refuse it
     */
    public static List<Problem> problems(List<Migration> migrations, List<Dialect> dialects) {
        List<Problem> problems = new ArrayList<>();
        for (Migration migration : migrations) {
            boolean inTransaction = migration.options().transactional();
            problems.addAll(problems(migration.up(), dialects, inTransaction));
            if (migration.downgrade() instanceof Migration.Written written) {
                problems.addAll(problems(written.operations(), dialects, inTransaction));
            }
        }
        return List.copyOf(problems);
    }

    /** The same for operations that run one after the other. */
    static List<Problem> problems(List<ScriptOperation> operations, List<Dialect> dialects, boolean inTransaction) {
        ScriptSqlCheck check = new ScriptSqlCheck(dialects, inTransaction);
        return operations.stream()
                .flatMap(operation -> check.problems(operation).stream())
                .toList();
    }

    private List<Problem> problems(ScriptOperation operation) {
        Optional<ExecuteFile> file = operation.operation().sqlFile();
        if (file.isPresent()) {
            List<Optional<Problem>> said = checks.keySet().stream()
                    .filter(dialect -> operation.runsOn(dialect.name()))
                    .map(dialect -> new SqlFileRun(file.get(), dialect, inTransaction).problem())
                    .toList();
            return refusedByAll(said, operation).stream().toList();
        }
        Map<String, List<Optional<Problem>>> byText = new LinkedHashMap<>();
        checks.forEach((dialect, check) -> {
            if (!operation.runsOn(dialect.name())) {
                return;
            }
            for (String sql : operation.operation().accept(new ScriptSql(dialect.name()))) {
                byText.computeIfAbsent(sql, text -> new ArrayList<>())
                        .add(clientCommand(sql, dialect).or(() -> check.problem(sql, inTransaction)));
            }
        });
        return byText.values().stream()
                .flatMap(said -> refusedByAll(said, operation).stream())
                .toList();
    }

    private static Optional<Problem> refusedByAll(List<Optional<Problem>> said, ScriptOperation operation) {
        return !said.isEmpty() && said.stream().allMatch(Optional::isPresent)
                ? said.get(0).map(problem -> problem.at(operation.location()))
                : Optional.empty();
    }

    /** What the text has from a dump, and only the database's own client could carry out. */
    private static Optional<Problem> clientCommand(String sql, Dialect dialect) {
        ClientSyntax syntax = dialect.script().syntax();
        SqlFileReader reader = new SqlFileReader(new StringReader(sql), dialect);
        try {
            for (Optional<Part> next = reader.next(); next.isPresent(); next = reader.next()) {
                Part part = next.get();
                switch (part.kind()) {
                    case STATEMENT -> {}
                    case ROWS -> {
                        return Optional.of(ClientMessages.rowsInText(part.text(), part.line()));
                    }
                    case COMMAND, HARMLESS -> {
                        return Optional.of(ClientMessages.commandInText(syntax.client(), part.text(), part.line()));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
