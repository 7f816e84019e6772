package io.kmigrate.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells whether a bundle has to be made again: all that it was made of has one digest. The command says which files
 * those are, so they are known after the first time.
 */
final class BundleInputs {
    /** What a bundle is in a folder of classes: made of the scripts, so it is none of their inputs. */
    private static final Path OWN = Path.of("META-INF", "kmigrate");

    private final Path record;
    private final CommandCall call;
    private final Path output;
    private final String name;

    /** @param record where the list and the digest are kept between builds */
    BundleInputs(Path record, CommandCall call, Path output, String name) {
        this.record = record;
        this.call = call;
        this.output = output;
        this.name = name;
    }

    boolean areUnchanged() throws IOException {
        if (!Files.exists(record) || !Files.exists(made())) {
            return false;
        }
        List<String> lines = Files.readAllLines(record);
        return !lines.isEmpty() && lines.get(0).equals(digest(lines.subList(1, lines.size())));
    }

    /** A build that fails leaves nothing that the next one could take for done. */
    void forget() throws IOException {
        Files.deleteIfExists(record);
    }

    /** @param inputs files and folders, as the command names them */
    void remember(List<String> inputs) throws IOException {
        Files.createDirectories(record.getParent());
        Files.write(
                record,
                Stream.concat(Stream.of(digest(inputs)), inputs.stream()).toList());
    }

    private Path made() {
        return Files.isDirectory(output) ? output.resolve(OWN).resolve(name) : output;
    }

    private String digest(List<String> inputs) throws IOException {
        MessageDigest digest = sha256();
        add(digest, call.words().toString());
        new TreeMap<>(call.process().environment()).forEach((key, value) -> {
            if (key.startsWith("MIGRATE_")) {
                add(digest, key + "=" + value);
            }
        });
        for (String place : inputs) {
            add(digest, call.directory().resolve(place));
        }
        // What the configuration may name later, and what the class path holds now.
        add(digest, call.directory().resolve("migrate.toml"));
        add(digest, call.directory().resolve("env.kts"));
        for (String place : call.classPath()) {
            add(digest, Path.of(place));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(MessageDigest digest, Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            addFile(digest, place);
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(place)) {
            files = all.filter(file -> !place.relativize(file).startsWith(OWN))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            addFile(digest, file);
        }
    }

    /** A jar is the same if it was not written since; reading a hundred of them would take seconds. */
    private static void addFile(MessageDigest digest, Path file) throws IOException {
        add(digest, file.toString());
        if (!Files.exists(file)) {
            return;
        }
        if (file.toString().endsWith(".jar")) {
            add(digest, Files.size(file) + " " + Files.getLastModifiedTime(file));
        } else {
            digest.update(Files.readAllBytes(file));
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
