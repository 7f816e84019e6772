package io.kmigrate.importer.alembic;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ImportMessages;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Lets the user's interpreter record a history. The revisions run there, with the rights of the user. */
final class Recording {
    private static final String PROGRAM = "record.py";
    private static final List<String> PARTS = List.of(PROGRAM, "kmigrate_answers.py", "kmigrate_stubs.py");

    private final Path base;
    private final String python;

    /** @param base where the interpreter runs, and relative paths begin */
    Recording(Path base, String python) {
        this.base = base.toAbsolutePath();
        this.python = python;
    }

    /**
     * Lets {@code heard} talk with the interpreter about the revisions.
     *
     * @throws MigrationException where the interpreter cannot say
     */
    <T> T of(
            List<Path> folders,
            String dialect,
            boolean stub,
            Map<String, String> types,
            Function<Conversation, T> heard) {
        try {
            Path work = Files.createTempDirectory("kmigrate-alembic");
            try (Conversation conversation =
                    conversation(work, folders, List.of(dialect, String.valueOf(stub), Json.text(types)))) {
                return heard.apply(conversation);
            } finally {
                for (File left : Objects.requireNonNull(work.toFile().listFiles())) {
                    Files.delete(left.toPath());
                }
                Files.delete(work);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Conversation conversation(Path work, List<Path> folders, List<String> options) throws IOException {
        for (String program : PARTS) {
            try (InputStream text = Objects.requireNonNull(Recording.class.getResourceAsStream(program))) {
                Files.copy(text, work.resolve(program));
            }
        }
        List<String> command =
                new ArrayList<>(List.of(interpreter(), work.resolve(PROGRAM).toString()));
        command.addAll(options);
        folders.forEach(folder -> command.add(base.resolve(folder).toString()));
        Path complaints = work.resolve("complaints");
        return new Conversation(python, started(command, complaints), complaints);
    }

    /** A path begins where the project does; a word is looked up as a shell does. */
    private String interpreter() {
        return python.contains("/") || python.contains(File.separator)
                ? base.resolve(python).toString()
                : python;
    }

    private Process started(List<String> command, Path complaints) {
        try {
            return new ProcessBuilder(command)
                    .directory(base.toFile())
                    .redirectError(complaints.toFile())
                    .start();
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.noInterpreter(python, reason(failed)), failed);
        }
    }

    /** Without the command, which the sentence names already. */
    private static String reason(IOException failed) {
        return String.valueOf(failed.getMessage()).replaceFirst("^.*error=\\d+, ", "");
    }
}
