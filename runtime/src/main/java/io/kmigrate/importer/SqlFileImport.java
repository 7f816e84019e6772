package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.SqlFileReader.Part;
import io.kmigrate.dialect.StatementWords;
import io.kmigrate.dialect.TransactionCheck;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Translates a file of SQL. */
@API(status = INTERNAL, since = "0.1")
public final class SqlFileImport {
    private static final int MOST_WORDS = 4;

    /** BEGIN and COMMIT alone, which say what a revision is anyway. */
    private static final Set<String> FRAMES = Set.of(
            "BEGIN",
            "BEGIN TRANSACTION",
            "BEGIN WORK",
            "START TRANSACTION",
            "COMMIT",
            "COMMIT TRANSACTION",
            "COMMIT WORK",
            "END",
            "END TRANSACTION");

    private final StatementImport statements;
    private final boolean transactional;
    private final List<String> remarks = new ArrayList<>();

    /** @param transactional whether the file runs in one transaction */
    public SqlFileImport(StatementImport statements, boolean transactional) {
        this.statements = statements;
        this.transactional = transactional;
    }

    /** What a person should know of what was read. */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * The steps of a text.
     *
     * @param file as reports name it
     */
    public List<ImportedStep> read(String text, String file) {
        List<ImportedStep> steps = new ArrayList<>();
        SqlFileReader reader = new SqlFileReader(new StringReader(text), statements.dialect());
        try {
            for (Part part = next(reader); part != null; part = next(reader)) {
                add(steps, part, reader, file + ":" + part.line());
            }
        } catch (IOException neverOfText) {
            throw new UncheckedIOException(neverOfText);
        }
        return steps;
    }

    private static @Nullable Part next(SqlFileReader reader) throws IOException {
        return reader.next().orElse(null);
    }

    private void add(List<ImportedStep> steps, Part part, SqlFileReader reader, String place) throws IOException {
        switch (part.kind()) {
            case STATEMENT -> addStatement(steps, part.text(), place);
            case ROWS -> {
                StringWriter rows = new StringWriter();
                reader.rows().transferTo(rows);
                steps.add(ImportedStep.byHand(
                        part.text() + ";\n" + rows + "\\.", place, "the rows of COPY need a file: executeFile(…)"));
            }
            case COMMAND ->
                steps.add(ImportedStep.byHand(part.text(), place, "only the database's own client knows this command"));
            case HARMLESS -> remarks.add("%s: the client's command `%s` is left out".formatted(place, part.text()));
        }
    }

    private void addStatement(List<ImportedStep> steps, String text, String place) {
        if (!transactional || isAllowed(text)) {
            steps.add(statements.statement(text, place));
        } else if (isFrame(text)) {
            remarks.add("%s: `%s` is left out: a revision is one transaction".formatted(place, text));
        } else {
            steps.add(ImportedStep.byHand(text, place, "it moves the transaction that the revision runs in"));
        }
    }

    private boolean isAllowed(String text) {
        return new TransactionCheck(statements.dialect()).problem(text, true).isEmpty();
    }

    private boolean isFrame(String text) {
        StatementWords words = new StatementWords(
                statements.dialect().sessions().transactionWords().rules());
        return FRAMES.contains(words.head(text, MOST_WORDS));
    }
}
