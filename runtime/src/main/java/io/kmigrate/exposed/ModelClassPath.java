package io.kmigrate.exposed;

import io.kmigrate.failure.FileFailures;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ModelMessages;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where a model's classes are. Reads the names in it when it is asked for them. */
final class ModelClassPath {
    private static final String CLASS = ".class";

    private final List<Path> entries = new ArrayList<>();
    private final List<Path> missing = new ArrayList<>();
    private Optional<List<String>> classes = Optional.empty();

    private ModelClassPath() {}

    /** The path with {@code folder/*} resolved; without entries, the one this process was started with. */
    static ModelClassPath of(List<Path> asked) {
        ModelClassPath path = new ModelClassPath();
        if (asked.isEmpty()) {
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(Files::exists)
                    .forEach(path.entries::add);
        }
        asked.forEach(path::add);
        return path;
    }

    private void add(Path entry) {
        Path folder = entry.getParent();
        boolean isEvery = entry.endsWith("*") && folder != null;
        if (isEvery && folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(ModelClassPath::isJar).sorted().forEach(entries::add);
            } catch (IOException failure) {
                throw new MigrationException(ModelMessages.unreadableClassPath(FileFailures.words(failure)), failure);
            }
        } else if (!isEvery && Files.exists(entry)) {
            entries.add(entry);
        } else {
            missing.add(entry);
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar");
    }

    /** What was asked for and is not there. */
    List<Path> missing() {
        return missing;
    }

    List<URL> urls() {
        return entries.stream().map(ModelClassPath::url).toList();
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("a file has a URL", impossible);
        }
    }

    /** The names of all classes in a package and those below it. */
    List<String> classesIn(String packageName) {
        return classes().stream()
                .filter(name -> name.startsWith(packageName + "."))
                .toList();
    }

    /** The names of all classes. */
    List<String> classes() {
        if (classes.isEmpty()) {
            classes = Optional.of(
                    entries.stream().flatMap(ModelClassPath::names).sorted().toList());
        }
        return classes.get();
    }

    private static Stream<String> names(Path entry) {
        try {
            List<String> files = Files.isDirectory(entry) ? folderFiles(entry) : jarFiles(entry);
            return files.stream()
                    .filter(file ->
                            file.endsWith(CLASS) && !file.startsWith("META-INF") && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
        } catch (IOException failure) {
            throw new MigrationException(ModelMessages.unreadableClassPath(FileFailures.words(failure)), failure);
        }
    }

    private static List<String> folderFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .toList();
        }
    }

    private static List<String> jarFiles(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }
}
