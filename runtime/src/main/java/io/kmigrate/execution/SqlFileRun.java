package io.kmigrate.execution;

import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.DigestingReader;
import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.SqlFileReader.Part;
import io.kmigrate.dialect.TextFiles;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.ClientMessages;
import io.kmigrate.operation.ExecuteFile;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.Optional;

/** A file of SQL, read a statement at a time: to be looked through before a run, and to be run. */
final class SqlFileRun {
    private final ExecuteFile file;
    private final Dialect dialect;
    private final boolean inTransaction;

    SqlFileRun(ExecuteFile file, Dialect dialect, boolean inTransaction) {
        this.file = file;
        this.dialect = dialect;
        this.inTransaction = inTransaction;
    }

    /** Sends what a file says. */
    interface Target {
        void statement(String sql, SqlFileReader progress) throws SQLException;

        /**
         * Sends a statement that rows follow.
         *
         * @param rows closed by the caller
         */
        void rows(String sql, Reader rows, SqlFileReader progress) throws SQLException, IOException;
    }

    /** What must not run of it; the first of all. */
    Optional<Problem> problem() {
        ClientSyntax syntax = dialect.script().syntax();
        TransactionCheck.Text check = new TransactionCheck(dialect).text(inTransaction, file.file());
        try (Reader text = new DigestingReader(TextFiles.reader(file.text()))) {
            SqlFileReader reader = new SqlFileReader(text, dialect);
            for (Optional<Part> next = reader.next(); next.isPresent(); next = reader.next()) {
                Part part = next.get();
                switch (part.kind()) {
                    case STATEMENT -> check.add(part.text(), part.line());
                    case ROWS -> reader.rows().close();
                    case COMMAND -> {
                        return Optional.of(
                                ClientMessages.commandInFile(syntax.client(), part.text(), part.line(), file.file()));
                    }
                    case HARMLESS -> {}
                }
            }
            return check.problem();
        } catch (IOException unreadable) {
            return Optional.of(ClientMessages.unreadableFile(file.file(), String.valueOf(unreadable.getMessage())));
        }
    }

    /** Runs it, once {@link #problem} has found nothing. */
    void run(Target target) throws SQLException {
        try (DigestingReader text = new DigestingReader(TextFiles.reader(file.text()))) {
            SqlFileReader reader = new SqlFileReader(text, dialect);
            for (Optional<Part> next = reader.next(); next.isPresent(); next = reader.next()) {
                Part part = next.get();
                switch (part.kind()) {
                    case STATEMENT -> target.statement(part.text(), reader);
                    case ROWS -> {
                        try (Reader rows = reader.rows()) {
                            target.rows(part.text(), rows, reader);
                        }
                    }
                    case COMMAND, HARMLESS -> {}
                }
            }
            if (!text.toEnd().digest().equals(file.digest())) {
                throw ClientMessages.changedFile(file.file()).exception();
            }
        } catch (IOException unreadable) {
            throw ClientMessages.unreadableFile(file.file(), String.valueOf(unreadable.getMessage()))
                    .exception();
        }
    }
}
