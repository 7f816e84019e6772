package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.importer.ImportedRevision.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a database has before a history begins. The other tool may have begun when there were tables already, so that
 * no revision of it makes them.
 *
 * @param sql what makes it; empty where nobody says so
 * @param file where the SQL is from
 */
@API(status = INTERNAL, since = "0.1")
public record Baseline(String sql, String file) {
    /** The id of the revision that makes it. */
    public static final String ID = "baseline";

    private static final int SHOWN = 12;

    /** Nobody says what it is. */
    public static Baseline unknown() {
        return new Baseline("", "");
    }

    /**
     * The history that {@code read} gives, after the baseline where there is one. Where nobody says what it is although
     * the history needs one, the baseline is a step by hand.
     *
     * @param read called a second time where it turns out that the history does not begin at an empty database
     */
    public ImportedHistory before(Dialect dialect, boolean sqlOnly, Function<StatementImport, ImportedHistory> read) {
        StatementImport statements = new StatementImport(dialect, sqlOnly);
        if (!sql.isBlank()) {
            SqlFileImport file = new SqlFileImport(statements, true);
            List<ImportedStep> steps = file.read(sql, this.file);
            return with(steps, file.remarks(), read.apply(statements));
        }
        ImportedHistory history = read.apply(statements);
        if (statements.missing().isEmpty()) {
            return history;
        }
        String tables = names(statements);
        StatementImport again = new StatementImport(dialect, sqlOnly);
        again.forget();
        ImportedStep step = ImportedStep.byHand(
                "the tables that are there before: " + tables,
                history.revisions().get(0).origin().file(),
                "no revision makes the tables %s: give the SQL of what was there before with --baseline FILE"
                        .formatted(tables));
        return with(List.of(step), List.of(), read.apply(again));
    }

    private static String names(StatementImport statements) {
        Set<?> missing = statements.missing();
        String names = missing.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return missing.size() > SHOWN ? "%s and %d more".formatted(names, missing.size() - SHOWN) : names;
    }

    private ImportedHistory with(List<ImportedStep> steps, List<String> remarks, ImportedHistory history) {
        List<ImportedRevision> revisions = new ArrayList<>();
        revisions.add(new ImportedRevision(
                ID,
                List.of(),
                "what was there before",
                Origin.none(file.isEmpty() ? "the database" : file),
                steps,
                List.of(),
                true,
                remarks));
        for (ImportedRevision revision : history.revisions()) {
            revisions.add(revision.parents().isEmpty() ? revision.after(ID) : revision);
        }
        return history.with(revisions);
    }
}
