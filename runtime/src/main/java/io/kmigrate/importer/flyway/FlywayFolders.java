package io.kmigrate.importer.flyway;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.message.ImportMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files of migrations below folders, those for other databases left out. */
final class FlywayFolders {
    /** What Flyway calls databases that have no dialect here. */
    private static final Set<String> ELSEWHERE = Set.of(
            "db2",
            "hsqldb",
            "derby",
            "firebird",
            "informix",
            "sybasease",
            "redshift",
            "cockroachdb",
            "snowflake",
            "saphana",
            "yugabytedb");

    private final Path base;
    private final Dialect dialect;
    private final FlywaySettings settings;
    private final List<FlywayFile> files = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private boolean isRelative;

    FlywayFolders(Path base, Dialect dialect, FlywaySettings settings) {
        this.base = base;
        this.dialect = dialect;
        this.settings = settings;
    }

    List<FlywayFile> files() {
        return files;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** Reads a folder, and the folders of code that build tools have beside it. */
    void read(Path folder) {
        Path absolute = base.resolve(folder).normalize();
        isRelative = !folder.isAbsolute();
        if (!Files.isDirectory(absolute)) {
            throw ImportMessages.noFolder(folder.toString()).exception();
        }
        walk(absolute);
        String path = absolute.toString();
        for (String language : List.of("java", "kotlin")) {
            Path code = Path.of(path.replace("/resources/", "/" + language + "/"));
            if (!code.equals(absolute) && Files.isDirectory(code)) {
                walk(code);
            }
        }
    }

    private void walk(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).sorted().forEach(path -> add(path, folder.relativize(path)));
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.unreadable(shown(folder), failed.toString()), failed);
        }
    }

    private String shown(Path path) {
        return isRelative ? base.relativize(path).toString() : path.toString();
    }

    private void add(Path path, Path below) {
        String name = path.getFileName().toString();
        if (isForAnother(below)) {
            leftOut.add(new LeftOut(shown(path), "it is for another database: import it with its own --dialect"));
            return;
        }
        FlywayFile.of(path, shown(path), settings).ifPresentOrElse(this::add, () -> {
            if (!name.endsWith(".conf") || !isSettingsOf(path)) {
                leftOut.add(new LeftOut(shown(path), reason(name)));
            }
        });
    }

    private void add(FlywayFile file) {
        if (files.stream().noneMatch(known -> known.path().equals(file.path()))) {
            files.add(file);
        }
    }

    private static boolean isSettingsOf(Path path) {
        String text = path.toString();
        return Files.exists(Path.of(text.substring(0, text.length() - ".conf".length())));
    }

    private String reason(String name) {
        boolean isCallback = name.matches("(before|after|create)[A-Z].*")
                && settings.suffixes().stream().anyMatch(name::endsWith);
        return isCallback
                ? "it is a callback: say in env.kts what runs around a revision"
                : "its name is no migration's";
    }

    /** Whether a folder on the way to a file is named like a database, and not like the one wanted. */
    private boolean isForAnother(Path below) {
        for (Path part : below.getParent() == null ? List.<Path>of() : List.copyOf(parts(below.getParent()))) {
            String name = part.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            boolean isWanted = isNamed(dialect, name);
            boolean isKnown =
                    ELSEWHERE.contains(name) || Dialects.all().stream().anyMatch(other -> isNamed(other, name));
            if (!isWanted && isKnown) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> parts(Path path) {
        List<Path> parts = new ArrayList<>();
        path.forEach(parts::add);
        return parts;
    }

    /** In full, or by a beginning that says enough. */
    private static boolean isNamed(Dialect dialect, String name) {
        return dialect.name().equals(name)
                || (name.length() > 5 && dialect.name().startsWith(name));
    }
}
