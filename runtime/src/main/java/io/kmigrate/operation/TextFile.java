package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The text of a file that is too large to be kept. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface TextFile {
    /** The text from its beginning, in pieces of any length. The caller closes the stream. */
    Stream<String> pieces();
}
