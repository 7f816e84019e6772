package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.history.Author;
import io.kmigrate.message.DatabaseMessages;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.apiguardian.api.API;

/** Who runs this process, for the history table. */
@API(status = INTERNAL, since = "0.1")
public final class ProcessAuthor {
    private ProcessAuthor() {}

    public static Author current() {
        return new Author(Objects.requireNonNullElse(System.getProperty("user.name"), "unknown"), host(), version());
    }

    /** For others, who wait for the lock of this process. */
    static String asHolder() {
        Author author = current();
        return DatabaseMessages.holder(
                author.user(), author.host(), ProcessHandle.current().pid());
    }

    /** The environment first: a name look-up can wait for a name server that is not there. */
    private static String host() {
        String named = System.getenv("HOSTNAME");
        if (named != null && !named.isEmpty()) {
            return named;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }

    public static String version() {
        return Objects.requireNonNullElse(ProcessAuthor.class.getPackage().getImplementationVersion(), "development");
    }
}
