package io.kmigrate.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apiguardian.api.API;

/**
 * Writes a file aside and then puts it in its place, so that a full disk or a killed process leaves no part of it
 * there. Nothing is written through a link.
 */
@API(status = INTERNAL, since = "0.1")
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file that is not there yet. Its folder is there.
     *
     * @throws FileAlreadyExistsException when something is there, even a link that leads nowhere
     */
    public static void create(Path file, byte[] content) throws IOException {
        Path aside = aside(file);
        try {
            Files.write(aside, content, CREATE_NEW, WRITE);
            place(aside, file, content);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Writes a file in the place of what is there; a link itself is replaced, not the file it leads to. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path aside = aside(file);
        try {
            Files.write(aside, content, CREATE_NEW, WRITE);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** A second name is given only where none is; to rename would replace. */
    private static void place(Path aside, Path file, byte[] content) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
            writeInPlace(file, content);
        }
    }

    /** On a file system without hard links, such as those of memory cards. */
    private static void writeInPlace(Path file, byte[] content) throws IOException {
        boolean isWritten = false;
        // Fails when it is there, and then there is nothing to take away.
        Files.write(file, new byte[0], CREATE_NEW, WRITE);
        try {
            Files.write(file, content, WRITE);
            isWritten = true;
        } finally {
            if (!isWritten) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Hidden, so that nobody takes it for a script; not a temporary file, which nobody else could read. */
    private static Path aside(Path file) {
        String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return file.resolveSibling("." + mark + ".part");
    }
}
