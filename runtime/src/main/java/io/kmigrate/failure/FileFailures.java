package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What failures of files say: those of the file system tell it by their class alone, which is not for people. */
@API(status = INTERNAL, since = "0.1")
public final class FileFailures {
    private static final Map<Class<?>, String> WORDS = Map.of(
            AccessDeniedException.class, "this user may not use %s",
            NoSuchFileException.class, "there is no %s",
            FileAlreadyExistsException.class, "%s is there already",
            NotDirectoryException.class, "%s is no folder");

    private FileFailures() {}

    /** In a sentence without its subject, as it stands behind a colon. */
    public static String words(IOException failure) {
        String message = failure.getMessage();
        if (failure instanceof FileSystemException ofFile && ofFile.getFile() != null) {
            return words(ofFile, ofFile.getReason());
        }
        return message == null ? failure.toString() : message;
    }

    private static String words(FileSystemException failure, @Nullable String reason) {
        String known = WORDS.get(failure.getClass());
        if (known != null) {
            return known.formatted(failure.getFile());
        }
        return reason == null ? failure.toString() : failure.getFile() + ": " + reason;
    }
}
