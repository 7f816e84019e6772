package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.Serializable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file a user can open.
 *
 * @param file the path as the user would type it
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based; 0 when only the line is known
 * @param excerpt the text of that line, for a caret snippet
 */
@API(status = STABLE, since = "0.1")
public record Location(
        String file, int line, int column, @Nullable String excerpt) implements Serializable {
    /** The file as a whole. */
    public static Location of(String file) {
        return new Location(file, 0, 0, null);
    }

    /** A line of a file, with no column. */
    public static Location of(String file, int line) {
        return new Location(file, line, 0, null);
    }

    /** {@code file}, {@code file:line} or {@code file:line:column}, which editors and terminals link. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
