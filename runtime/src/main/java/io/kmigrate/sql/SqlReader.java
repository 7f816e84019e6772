package io.kmigrate.sql;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the SQL text of operations: statement by statement, as the database at hand would. */
@API(status = INTERNAL, since = "0.1")
public final class SqlReader {
    /** No one reviews a longer file by its findings. */
    private static final int LONGEST_FILE = 1 << 20;

    private final IdentityHashMap<Operation, List<SqlStatement>> read = new IdentityHashMap<>();
    private final @Nullable Reading reading;

    private SqlReader(String dialect) {
        this.reading = dialect.isEmpty() ? null : new Reading(Dialects.named(dialect));
    }

    /** @param dialect its name; empty where no one knows the database: then nothing is read */
    public static SqlReader of(String dialect) {
        return new SqlReader(dialect);
    }

    /** Whether its author says what it does to the schema. */
    public static boolean isDescribed(Operation operation) {
        return operation.accept(new Described());
    }

    /** To be asked about one operation after the other: later ones may call what earlier ones make. */
    public List<SqlStatement> statements(Operation operation) {
        Reading known = reading;
        return known == null ? List.of() : read.computeIfAbsent(operation, unread -> unread.accept(known));
    }

    /** The text of a file; empty where it is too long to be read. */
    public static Optional<String> text(ExecuteFile file) {
        if (file.characters() > LONGEST_FILE) {
            return Optional.empty();
        }
        try (Stream<String> pieces = file.text().pieces()) {
            return Optional.of(pieces.collect(Collectors.joining()));
        }
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

    private static final class Reading implements DefaultingOperationVisitor<List<SqlStatement>> {
        private final Dialect dialect;
        private final Programs programs;

        Reading(Dialect dialect) {
            this.dialect = dialect;
            this.programs = new Programs(dialect);
        }

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
            return text(execute)
                    .map(this::statements)
                    .orElseGet(
                            () -> List.of(SqlStatement.of(StatementReader.unknown("the long file " + execute.file()))));
        }

        @Override
        public List<SqlStatement> createProgram(CreateProgram create) {
            programs.add(create.program().id().name().name(), create.program().definition());
            return List.of();
        }

        /** The query of such a view runs at once. */
        @Override
        public List<SqlStatement> createView(CreateView create) {
            return create.view().materialized() ? inside(create.view().query()) : List.of();
        }

        private List<SqlStatement> statements(String sql) {
            List<SqlStatement> statements = new ArrayList<>();
            for (String statement : dialect.split(sql)) {
                StatementReader reader = new StatementReader(statement, dialect);
                SqlStatement itself = reader.read();
                reader.program().ifPresent(name -> programs.add(name, statement));
                List<SqlStatement> inside = inside(statement);
                // A block and a call are no more than what is inside, where that can be seen.
                boolean isSeen = !inside.isEmpty() && itself.isUnknown();
                if (!isSeen) {
                    statements.add(itself);
                }
                statements.addAll(inside);
            }
            return statements;
        }

        private List<SqlStatement> inside(String statement) {
            return programs.run(statement).stream()
                    .map(each -> new StatementReader(each, dialect).read())
                    .toList();
        }
    }
}
