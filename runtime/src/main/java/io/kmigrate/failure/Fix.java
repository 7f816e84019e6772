package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.Serializable;
import org.apiguardian.api.API;

/**
 * What to do about a problem, in the imperative.
 *
 * @param command for somebody at the command line; may name commands and options
 * @param java for somebody who calls the API; names methods and settings
 */
@API(status = STABLE, since = "0.1")
public record Fix(String command, String java) implements Serializable {
    /** The same words for both. */
    public static Fix of(String text) {
        return new Fix(text, text);
    }
}
