package io.kmigrate.dialect.sqlite;

import io.kmigrate.failure.VisibleText;
import io.kmigrate.message.DatabaseMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens a lock file, and nothing that somebody else put in its place: writing to a link would overwrite the
 * file that it leads to.
 */
final class OwnLockFile {
    /** How every text begins that was ever written to one. */
    static final String MARK = "pid ";

    private static final Pattern TEXT = Pattern.compile("\\s*|" + MARK + "\\d+( on [\\s\\S]*)?");
    private static final int LONGEST = 8192;

    private OwnLockFile() {}

    /**
     * Opens the file, which is made when it is missing.
     *
     * @throws IOException also when something else is there
     */
    static FileChannel open(Path file) throws IOException {
        require(file);
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    /** Before it is opened, which could wait for ever: a pipe has no end of its own. */
    private static void require(Path file) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException free) {
            return;
        }
        if (!found.isRegularFile()) {
            throw new IOException(DatabaseMessages.noRegularFile());
        }
        if (hasOtherNames(file)) {
            throw new IOException(DatabaseMessages.hasOtherNames());
        }
    }

    /** A hard link is the other file itself. */
    private static boolean hasOtherNames(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
    }

    /**
     * Looks at what was opened, whatever happened at its path since then.
     *
     * @throws IOException when no lock file begins like this
     */
    static void requireOwnText(FileChannel opened) throws IOException {
        ByteBuffer begin = ByteBuffer.allocate(LONGEST);
        int read = opened.read(begin, 0);
        String text = new String(begin.array(), 0, Math.max(read, 0), StandardCharsets.UTF_8);
        if (opened.size() > LONGEST || !TEXT.matcher(text).matches()) {
            throw new IOException(DatabaseMessages.otherContent());
        }
    }

    /** Whoever holds it, as one line; null when nobody says so. */
    static @Nullable String read(Path file) {
        try {
            require(file);
            try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                String text = new String(input.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
                return text.startsWith(MARK) ? VisibleText.line(text) : null;
            }
        } catch (IOException gone) {
            return null;
        }
    }
}
