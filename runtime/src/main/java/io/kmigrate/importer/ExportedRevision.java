package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A revision on its way into the files of another tool.
 *
 * @param up what applies it
 * @param down what reverts it; null where nothing does, or no statement says how
 * @param obstacle why no statement says what it does; null where they say all of it
 */
@API(status = INTERNAL, since = "0.1")
public record ExportedRevision(
        Revision revision,
        Dialect dialect,
        Statements up,
        @Nullable Statements down,
        @Nullable String obstacle) {
    private static final int LONGEST_SLUG = 60;

    /**
     * One direction.
     *
     * @param inTransaction false where they begin a transaction themselves, or cannot run in one
     */
    public record Statements(List<String> sql, boolean inTransaction) {
        public Statements {
            sql = List.copyOf(sql);
        }
    }

    /** One whose place is taken by a statement that no database can run. */
    public static ExportedRevision failing(Revision revision, Dialect dialect, String obstacle) {
        String name = "revision " + revision.id() + " is code";
        String sql = "SELECT * FROM " + dialect.names().quote(name);
        return new ExportedRevision(revision, dialect, new Statements(List.of(sql), true), null, obstacle);
    }

    /** Its message as a part of a file's name; its id where there is none. */
    public String slug() {
        String words = revision.message()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        String cut = words.substring(0, Math.min(words.length(), LONGEST_SLUG)).replaceAll("_$", "");
        return cut.isEmpty() ? "revision" : cut;
    }

    /** What a reader of the file learns first. */
    public String title() {
        String said = obstacle == null ? "" : "; its code is not here: " + obstacle;
        return ("Kmigrate, revision " + revision.label() + said).replaceAll("\\R", " ");
    }
}
