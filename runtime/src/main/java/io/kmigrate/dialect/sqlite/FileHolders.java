package io.kmigrate.dialect.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who holds locks on a database file. SQLite does not tell; Linux does in {@code /proc/locks}, a line each:
 * {@code 1: POSIX ADVISORY WRITE 4711 fe:00:131073 1073741824 1073742335}.
 */
final class FileHolders {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int PROCESS = 4;
    private static final int FILE = 5;

    private FileHolders() {}

    /** {@code process 4711 (python3)}, and several if there are; null where that cannot be known. */
    static @Nullable String of(Path database) {
        try {
            Set<String> files = new LinkedHashSet<>();
            // In WAL mode, the locks are on the file beside it.
            for (String ending : List.of("", "-shm")) {
                Path file = Path.of(database + ending);
                if (Files.exists(file)) {
                    files.add(":" + Files.getAttribute(file, "unix:ino"));
                }
            }
            Set<Long> holders = new LinkedHashSet<>();
            for (String line : Files.readAllLines(LOCKS)) {
                // A process that waits for the lock has an arrow in its line.
                String[] words = line.strip().split("\\s+");
                if (words.length > FILE
                        && !words[1].equals("->")
                        && files.stream().anyMatch(words[FILE]::endsWith)) {
                    holders.add(Long.parseLong(words[PROCESS]));
                }
            }
            holders.remove(ProcessHandle.current().pid());
            return holders.isEmpty()
                    ? null
                    : holders.stream().map(FileHolders::described).collect(Collectors.joining(", "));
        } catch (IOException | RuntimeException notLinux) {
            return null;
        }
    }

    /** By its name alone: its arguments may hold what is nobody's business. */
    private static String described(long process) {
        try {
            return "process " + process + " ("
                    + Files.readString(Path.of("/proc/" + process + "/comm")).strip() + ")";
        } catch (IOException gone) {
            return "process " + process;
        }
    }
}
