package io.kmigrate.importer.alembic;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.YamlReader;
import io.kmigrate.message.ImportMessages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the recorder says and is told, a line each, until it ends. */
final class Conversation implements AutoCloseable {
    private static final String NAME = "the recording";

    private final String python;
    private final Process process;
    private final Path complaints;
    private final BufferedReader heard;
    private final Writer told;

    /** @param complaints the file that the process complains in */
    Conversation(String python, Process process, Path complaints) {
        this.python = python;
        this.process = process;
        this.complaints = complaints;
        heard = process.inputReader(StandardCharsets.UTF_8);
        told = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * What the recorder says next.
     *
     * @throws MigrationException where it ended without
     */
    Facts next() {
        String line = line();
        if (line == null) {
            throw ImportMessages.recordingFailed(python, reason()).exception();
        }
        return Facts.of(YamlReader.documents(line, NAME).get(0));
    }

    private @Nullable String line() {
        try {
            return heard.readLine();
        } catch (IOException gone) {
            return null;
        }
    }

    /** Says something that the recorder waits for. */
    void say(Object value) {
        try {
            told.write(Json.text(value));
            told.write('\n');
            told.flush();
        } catch (IOException gone) {
            throw new MigrationException(ImportMessages.recordingFailed(python, reason()), gone);
        }
    }

    private String reason() {
        try {
            int exit = process.waitFor();
            List<String> lines = new String(Files.readAllBytes(complaints), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "exit code " + exit : lines.get(lines.size() - 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "it was interrupted";
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    /** Ends the recorder, wherever it is. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
