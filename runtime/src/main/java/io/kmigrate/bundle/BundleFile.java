package io.kmigrate.bundle;

import io.kmigrate.message.BundleMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar, or a folder of classes: opened for each look and closed again. */
interface BundleFile extends Bundle.Entries {
    /** An application's jar may keep its classes below a folder, such as {@code BOOT-INF/classes}. */
    Pattern INDEX = Pattern.compile("((?:.*/)?META-INF/kmigrate/([^/]+)/)index");

    /** Every bundle in it. */
    List<BundleName> bundles() throws IOException;

    static BundleFile of(Path file) {
        return Files.isDirectory(file) ? new Folder(file) : new Jar(file);
    }

    private static Stream<BundleName> named(String entry) {
        Matcher index = INDEX.matcher(entry);
        return index.matches() ? Stream.of(new BundleName(index.group(2), index.group(1))) : Stream.empty();
    }

    /** A jar. */
    record Jar(Path file) implements BundleFile {
        @Override
        public List<BundleName> bundles() throws IOException {
            try (ZipFile jar = open()) {
                return jar.stream()
                        .map(ZipEntry::getName)
                        .flatMap(BundleFile::named)
                        .toList();
            }
        }

        @Override
        public Map<String, byte[]> read(Collection<String> names) throws IOException {
            Map<String, byte[]> found = new LinkedHashMap<>();
            EntryReader reader = new EntryReader();
            try (ZipFile jar = open()) {
                for (String name : names) {
                    ZipEntry entry = jar.getEntry(name);
                    if (entry != null) {
                        try (InputStream input = jar.getInputStream(entry)) {
                            found.put(name, reader.read(name, input));
                        }
                    }
                }
            }
            return found;
        }

        /** Java tells of names that are no text by another exception. */
        private ZipFile open() throws IOException {
            try {
                return new ZipFile(file.toFile());
            } catch (IllegalArgumentException damaged) {
                throw new IOException(BundleMessages.noJar(String.valueOf(damaged.getMessage())), damaged);
            }
        }
    }

    /** A folder. */
    record Folder(Path path) implements BundleFile {
        @Override
        public List<BundleName> bundles() throws IOException {
            Path all = path.resolve(Bundle.FOLDER);
            if (!Files.isDirectory(all)) {
                return List.of();
            }
            try (Stream<Path> folders = Files.list(all)) {
                return folders.map(folder -> Bundle.FOLDER + folder.getFileName() + '/' + Bundle.INDEX)
                        .filter(index -> Files.isRegularFile(path.resolve(index)))
                        .sorted()
                        .flatMap(BundleFile::named)
                        .toList();
            }
        }

        @Override
        public Map<String, byte[]> read(Collection<String> names) throws IOException {
            Map<String, byte[]> found = new LinkedHashMap<>();
            EntryReader reader = new EntryReader();
            for (String name : names) {
                if (Files.isRegularFile(path.resolve(name))) {
                    try (InputStream input = Files.newInputStream(path.resolve(name))) {
                        found.put(name, reader.read(name, input));
                    }
                }
            }
            return found;
        }
    }
}
