package io.kmigrate.failure;

import java.io.Serializable;

/**
 * What to do about a problem, in the imperative.
 *
 * @param command for somebody at the command line; may name commands and options
 * @param java for somebody who calls the API; names methods and settings
 */
public record Fix(String command, String java) implements Serializable {
    /** The same words for both. */
    public static Fix of(String text) {
        return new Fix(text, text);
    }
}
