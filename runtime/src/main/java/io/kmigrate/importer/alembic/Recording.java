package io.kmigrate.importer.alembic;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.YamlReader;
import io.kmigrate.message.ImportMessages;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lets the user's interpreter record a history. The revisions run there, with the rights of the user. */
final class Recording {
    private static final String PROGRAM = "record.py";

    private final Path base;
    private final String python;

    /** @param base where the interpreter runs, and relative paths begin */
    Recording(Path base, String python) {
        this.base = base.toAbsolutePath();
        this.python = python;
    }

    /**
     * What the revisions do.
     *
     * @throws MigrationException where the interpreter cannot say
     */
    Facts of(List<Path> folders, String dialect, boolean stub, Map<String, String> types) {
        try {
            Path work = Files.createTempDirectory("kmigrate-alembic");
            try {
                return recorded(work, folders, List.of(dialect, String.valueOf(stub), json(types)));
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

    private Facts recorded(Path work, List<Path> folders, List<String> options) throws IOException {
        Path program = work.resolve(PROGRAM);
        Path response = work.resolve("response.json");
        Path complaints = work.resolve("complaints");
        try (InputStream text = Objects.requireNonNull(Recording.class.getResourceAsStream(PROGRAM))) {
            Files.copy(text, program);
        }
        List<String> command = new ArrayList<>(List.of(interpreter(), program.toString(), response.toString()));
        command.addAll(options);
        folders.forEach(folder -> command.add(base.resolve(folder).toString()));
        int exit = run(command, complaints);
        if (exit != 0 || !Files.exists(response)) {
            throw ImportMessages.recordingFailed(python, lastLine(complaints, exit))
                    .exception();
        }
        String text = Files.readString(response, StandardCharsets.UTF_8);
        return Facts.of(YamlReader.documents(text, response.toString()).get(0));
    }

    private static String json(Map<String, String> types) {
        return types.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A path begins where the project does; a word is looked up as a shell does. */
    private String interpreter() {
        return python.contains("/") || python.contains(File.separator)
                ? base.resolve(python).toString()
                : python;
    }

    private int run(List<String> command, Path complaints) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(base.toFile())
                    .redirectInput(Redirect.PIPE)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(complaints.toFile())
                    .start();
            process.getOutputStream().close();
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.noInterpreter(python, reason(failed)), failed);
        }
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new MigrationException(ImportMessages.recordingFailed(python, "it was interrupted"), stopped);
        }
    }

    /** Without the command, which the sentence names already. */
    private static String reason(IOException failed) {
        return String.valueOf(failed.getMessage()).replaceFirst("^.*error=\\d+, ", "");
    }

    private static String lastLine(Path complaints, int exit) throws IOException {
        List<String> lines = new String(Files.readAllBytes(complaints), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "exit code " + exit : lines.get(lines.size() - 1);
    }
}
