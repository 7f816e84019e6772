package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Reasons why a file is not read. */
@API(status = INTERNAL, since = "0.1")
public final class FileMessages {
    private FileMessages() {}

    public static String tooLarge(long most) {
        return "it is larger than %,d bytes".formatted(most);
    }

    public static String noPlainFile() {
        return "it is no plain file";
    }
}
