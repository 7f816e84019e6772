package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.FileFailures;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.file.WholeFile;
import io.kmigrate.message.BundleMessages;
import io.kmigrate.revision.Revision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apiguardian.api.API;

/**
 * Writes bundles. The same scripts give the same bytes, on every machine and in every Java: entries stand in
 * the order of their names, are of one moment, and are not compressed.
 */
@API(status = INTERNAL, since = "0.1")
public final class BundleWriter {
    /** The earliest moment that a jar can say without its time zone. */
    private static final LocalDateTime MOMENT = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String JAR_MANIFEST = "META-INF/MANIFEST.MF";

    private final BundleName name;
    private final Map<String, byte[]> entries = new TreeMap<>();
    private final List<BundledScript> scripts = new ArrayList<>();
    private final List<BundledRepeatable> repeatables = new ArrayList<>();
    private final String madeBy;

    /**
     * @param name letters, digits, {@code .}, {@code _} and {@code -}
     * @param madeBy the version of Kmigrate
     */
    public BundleWriter(String name, String madeBy) {
        this.name = BundleName.require(name);
        this.madeBy = madeBy;
    }

    /** Adds scripts, whose order the index keeps. */
    public BundleWriter add(List<PackedScript> packed) {
        packed.forEach(this::add);
        return this;
    }

    /** Adds scripts of objects that follow their text. */
    public BundleWriter addRepeatables(List<PackedRepeatable> packed) {
        packed.forEach(script -> {
            script.classes().forEach((className, bytes) -> entries.put(BundledScript.classEntry(className), bytes));
            repeatables.add(new BundledRepeatable(
                    script.file(),
                    script.mainClass(),
                    List.copyOf(script.classes().keySet())));
        });
        return this;
    }

    /** Adds a file that stands beside the scripts. */
    public BundleWriter addBeside(String file, String text) {
        entries.put(Bundle.BESIDE + file, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void add(PackedScript script) {
        script.classes().forEach((className, bytes) -> entries.put(BundledScript.classEntry(className), bytes));
        Map<String, String> files = new HashMap<>();
        script.files().forEach((said, bytes) -> {
            String entry = "files/" + IndexText.digest(bytes);
            entries.put(entry, bytes);
            files.put(said, entry);
        });
        Revision revision = script.revision();
        scripts.add(new BundledScript(
                revision,
                script.mainClass(),
                script.checksum(),
                script.readsParameters(),
                List.copyOf(script.classes().keySet()),
                files));
    }

    /**
     * Writes a jar, or below a folder of classes; whole or not at all.
     *
     * @param target a folder when it is one, or does not end in {@code .jar}
     * @param existing what happens to something else at that place
     * @throws MigrationException when something else is there, or nothing can be written
     */
    public BundleIndex write(Path target, BundleOptions.Existing existing) {
        return write(target, existing, Map.of());
    }

    /** The same, with what a native image reads beside the bundle. */
    public BundleIndex writeForNativeImage(Path target, BundleOptions.Existing existing) {
        return write(target, existing, NativeImageEntries.of(name.name(), mainClasses(), entries));
    }

    private List<String> mainClasses() {
        return Stream.concat(
                        scripts.stream().map(BundledScript::mainClass),
                        repeatables.stream().map(BundledRepeatable::mainClass))
                .toList();
    }

    private BundleIndex write(Path target, BundleOptions.Existing existing, Map<String, byte[]> beside) {
        boolean isFolder = Files.isDirectory(target) || !target.toString().endsWith(".jar");
        Path made = isFolder ? target.resolve(name.folder()) : target;
        try {
            if (existing == BundleOptions.Existing.REFUSE && Files.exists(made) && !isSame(made, isFolder, beside)) {
                throw BundleMessages.otherFile(made.toString()).exception();
            }
            if (isFolder) {
                writeFolder(made);
                writeAll(target, beside);
            } else {
                writeJar(target, beside);
            }
            return index();
        } catch (IOException failed) {
            throw new MigrationException(
                    BundleMessages.notWritten(made.toString(), FileFailures.words(failed)), failed);
        }
    }

    private boolean isSame(Path made, boolean isFolder, Map<String, byte[]> beside) throws IOException {
        if (isFolder) {
            Path index = made.resolve(Bundle.INDEX);
            return Files.isRegularFile(index) && Files.readString(index).equals(text());
        }
        return Files.isRegularFile(made)
                && IndexText.digest(Files.readAllBytes(made)).equals(IndexText.digest(jar(beside)));
    }

    private BundleIndex index() {
        Map<String, String> digests = new TreeMap<>();
        entries.forEach((entry, bytes) -> digests.put(entry, IndexText.digest(bytes)));
        return new BundleIndex(name.name(), madeBy, scripts, repeatables, digests);
    }

    private String text() {
        return IndexText.of(index());
    }

    private void writeJar(Path target, Map<String, byte[]> beside) throws IOException {
        Path file = target.toAbsolutePath();
        Files.createDirectories(file.getParent());
        WholeFile.replace(file, jar(beside));
    }

    private byte[] jar(Map<String, byte[]> beside) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(beside);
        entries.forEach((entry, bytes) -> all.put(name.folder() + entry, bytes));
        all.put(name.folder() + Bundle.INDEX, text().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            // Some tools read the manifest only when it comes first.
            String manifest = "Manifest-Version: 1.0\r\nCreated-By: Kmigrate\r\n\r\n";
            put(jar, JAR_MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                put(jar, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(MOMENT);
        jar.putNextEntry(entry);
        jar.write(bytes);
        jar.closeEntry();
    }

    /** The index goes first and comes last: a folder that is half written is no bundle. */
    private void writeFolder(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
        } else if (Files.exists(folder)) {
            Files.deleteIfExists(folder.resolve(Bundle.INDEX));
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        writeAll(folder, entries);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Bundle.INDEX), text());
    }

    private static void writeAll(Path folder, Map<String, byte[]> all) throws IOException {
        for (Map.Entry<String, byte[]> entry : all.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }
}
