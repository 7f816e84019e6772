package io.kmigrate.dialect.sqlite;

import io.kmigrate.failure.FileFailures;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.DatabaseMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A locked file next to the database's. The operating system unlocks it when the process dies; a database in
 * memory has one process and needs no lock. The file's text says who holds it.
 */
final class LockFile implements MigrationLock {
    /**
     * What this process holds, with the text about it. POSIX drops all locks of a process on a file when it
     * closes that file once, so a file held here must not even be opened a second time.
     */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    /** Where the lock sits, behind all text: Windows lets nobody read what is locked. */
    private static final long POSITION = Long.MAX_VALUE - 1;

    private static final int ATTEMPTS = 100;

    private final DataSource database;
    private final String versionTable;
    private @Nullable Path path;
    private @Nullable FileChannel channel;
    private boolean isInMemory;

    LockFile(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    @Override
    public boolean tryAcquire() {
        Path file = path();
        if (isInMemory || channel != null) {
            return true;
        }
        String text = holderText();
        if (file == null || HELD.putIfAbsent(file, text) != null) {
            return false;
        }
        try {
            channel = lock(file, text);
            return channel != null;
        } catch (IOException failure) {
            throw unusable(file, failure);
        } finally {
            if (channel == null) {
                HELD.remove(file);
            }
        }
    }

    /** Its holder deletes the file, so the one that was locked may be gone from its path: then again. */
    private static @Nullable FileChannel lock(Path file, String text) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileChannel opened = OwnLockFile.open(file);
            boolean isLocked = false;
            try {
                if (!isFree(opened)) {
                    return null;
                }
                isLocked = isStillAt(file, opened, text);
                if (isLocked) {
                    return opened;
                }
            } finally {
                if (!isLocked) {
                    opened.close();
                }
            }
        }
        return null;
    }

    private static boolean isFree(FileChannel opened) throws IOException {
        try {
            return opened.tryLock(POSITION, 1, false) != null;
        } catch (OverlappingFileLockException held) {
            // Another class loader of this process.
            return false;
        }
    }

    /**
     * Java cannot ask an open file for its identity, and reading it by its path would unlock it; a length
     * that nobody else would give it can be seen from outside.
     */
    private static boolean isStillAt(Path file, FileChannel opened, String text) throws IOException {
        OwnLockFile.requireOwnText(opened);
        String padded = text + " ".repeat(new SecureRandom().nextInt(4096)) + "\n";
        opened.truncate(0);
        opened.write(ByteBuffer.wrap(padded.getBytes(StandardCharsets.UTF_8)), 0);
        try {
            return Files.size(file) == opened.size();
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    @Override
    public @Nullable String holder() {
        Path file = path();
        if (file == null) {
            return null;
        }
        String mine = HELD.get(file);
        if (mine != null) {
            return mine;
        }
        return OwnLockFile.read(file);
    }

    /** Deletes the file while it is still locked, so that nobody else's can be hit. */
    @Override
    public void close() {
        FileChannel held = channel;
        Path file = path;
        if (held == null || file == null) {
            return;
        }
        channel = null;
        try (held) {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw unusable(file, failure);
        } finally {
            HELD.remove(file);
        }
    }

    private static MigrationException unusable(Path file, IOException failure) {
        String place = file.toString();
        return new MigrationException(
                isReadOnly(file)
                        ? DatabaseMessages.readOnlyFileSystem(place)
                        : DatabaseMessages.lockFile(place, FileFailures.words(failure)),
                failure);
    }

    /** Of the whole file system: its words for it are those of the operating system. */
    private static boolean isReadOnly(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder != null && Files.getFileStore(folder).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }

    private @Nullable Path path() {
        if (path == null && !isInMemory) {
            Path main = DatabaseFile.of(database);
            isInMemory = main == null;
            path = main == null
                    ? null
                    : main.resolveSibling(main.getFileName() + "-migrate-lock-"
                            + URLEncoder.encode(versionTable, StandardCharsets.UTF_8));
        }
        return path;
    }

    private static String holderText() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            host = "unknown host";
        }
        return OwnLockFile.MARK + ProcessHandle.current().pid() + " on " + host + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
