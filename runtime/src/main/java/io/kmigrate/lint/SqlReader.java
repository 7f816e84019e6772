package io.kmigrate.lint;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Reads the SQL text of operations: statement by statement, as the database at hand would. */
final class SqlReader {
    /** No one reviews a longer file by its findings. */
    private static final int LONGEST_FILE = 1 << 20;

    private final IdentityHashMap<Operation, List<SqlStatement>> read = new IdentityHashMap<>();
    private final String dialect;

    private SqlReader(String dialect) {
        this.dialect = dialect;
    }

    /** Reads nothing where the database is not known. */
    static SqlReader of(LintTarget target) {
        return new SqlReader(target.dialect());
    }

    /** Whether its author says what it does to the schema. */
    static boolean isDescribed(Operation operation) {
        return operation.accept(new Described());
    }

    List<SqlStatement> statements(Operation operation) {
        return dialect.isEmpty() ? List.of() : read.computeIfAbsent(operation, this::read);
    }

    private List<SqlStatement> read(Operation operation) {
        return operation.accept(new Reading(Dialects.named(dialect)));
    }

    private record Described() implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean executeSql(ExecuteSql execute) {
            return execute.changes() != null;
        }

        @Override
        public Boolean executeFile(ExecuteFile execute) {
            return execute.changes() != null;
        }
    }

    private record Reading(Dialect dialect) implements DefaultingOperationVisitor<List<SqlStatement>> {
        @Override
        public List<SqlStatement> otherwise(Operation operation) {
            return List.of();
        }

        @Override
        public List<SqlStatement> executeSql(ExecuteSql execute) {
            return statements(execute.sqlFor(dialect.name()));
        }

        @Override
        public List<SqlStatement> runCode(RunCode run) {
            return List.of(SqlStatement.of(StatementReader.unknown("the code of \"" + run.description() + "\"")));
        }

        @Override
        public List<SqlStatement> executeFile(ExecuteFile execute) {
            if (execute.characters() > LONGEST_FILE) {
                return List.of(SqlStatement.of(StatementReader.unknown("the long file " + execute.file())));
            }
            StringBuilder text = new StringBuilder();
            try (Stream<String> pieces = execute.text().pieces()) {
                pieces.forEach(text::append);
            }
            return statements(text.toString());
        }

        private List<SqlStatement> statements(String sql) {
            List<SqlStatement> statements = new ArrayList<>();
            for (String statement : dialect.split(sql)) {
                statements.add(new StatementReader(statement, dialect).read());
            }
            return statements;
        }
    }
}
