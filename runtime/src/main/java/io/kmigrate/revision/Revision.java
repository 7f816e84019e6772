package io.kmigrate.revision;

import io.kmigrate.failure.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the revision graph: a script's header, readable without compiling it.
 *
 * @param parents the {@code downRevision}s: none for a base, several for a merge; full ids
 * @param dependsOn ids or branch labels that must be applied first, without being parents
 * @param message empty when the script gives none
 * @param path the script's path as the user would type it; null for one that has no file
 * @param fingerprint of the script's text: see {@link MigrationDigest#fingerprint}; null for one that has no file
 */
public record Revision(
        String id,
        List<String> parents,
        List<String> dependsOn,
        List<String> branchLabels,
        String message,
        @Nullable String path,
        @Nullable String fingerprint) {
    public Revision {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    /** A revision whose text is not known. */
    public Revision(
            String id,
            List<String> parents,
            List<String> dependsOn,
            List<String> branchLabels,
            String message,
            @Nullable String path) {
        this(id, parents, dependsOn, branchLabels, message, path, null);
    }

    /** A revision with parents and nothing else. */
    public static Revision of(String id, String... parents) {
        return new Revision(id, List.of(parents), List.of(), List.of(), "", null);
    }

    /** Its script, for messages; null for one that has no file. */
    public @Nullable Location location() {
        return path == null ? null : Location.of(path);
    }

    /** {@code id "message"}, or the id alone: how messages name a revision. */
    public String label() {
        return message.isEmpty() ? id : id + " \"" + message + "\"";
    }
}
