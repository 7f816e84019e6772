package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A node of the revision graph: a script's header, readable without compiling it. Indexes and bundles keep it
 * as its {@link #facts}, so a new word touches three files: its component and its fact here, its property in
 * {@code MigrationScript}, and {@code HeaderWords}, which reads and writes it in scripts.
 *
 * @param parents the {@code downRevision}s: none for a base, several for a merge; full ids
 * @param dependsOn ids or branch labels that must be applied first, without being parents
 * @param message empty when the script gives none
 * @param path the script's path as the user would type it; null for one that has no file
 * @param fingerprint of the script's text: see {@link MigrationDigest#fingerprint}; null for one that has no file
 */
@API(status = STABLE, since = "0.1")
public record Revision(
        String id,
        List<String> parents,
        List<String> dependsOn,
        List<String> branchLabels,
        String message,
        @Nullable String path,
        @Nullable String fingerprint) {
    /** The names of the facts, in their order. */
    public static final List<String> FACTS =
            List.of("revision", "parent", "depends-on", "branch-label", "message", "path", "fingerprint");

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

    /** What {@link #facts} gave; facts of another name are passed over. */
    public static Revision ofFacts(Map<String, List<String>> facts) {
        return new Revision(
                one(facts, "revision"),
                facts.getOrDefault("parent", List.of()),
                facts.getOrDefault("depends-on", List.of()),
                facts.getOrDefault("branch-label", List.of()),
                one(facts, "message"),
                orNull(one(facts, "path")),
                orNull(one(facts, "fingerprint")));
    }

    /** All it says, by the names in {@link #FACTS}: one text each, or any number for a list. */
    public Map<String, List<String>> facts() {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("revision", List.of(id));
        facts.put("parent", parents);
        facts.put("depends-on", dependsOn);
        facts.put("branch-label", branchLabels);
        facts.put("message", List.of(message));
        facts.put("path", List.of(path == null ? "" : path));
        facts.put("fingerprint", List.of(fingerprint == null ? "" : fingerprint));
        return facts;
    }

    private static String one(Map<String, List<String>> facts, String name) {
        return facts.getOrDefault(name, List.of("")).get(0);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The same header, read from another file. */
    public Revision readFrom(@Nullable String otherPath, @Nullable String otherFingerprint) {
        return new Revision(id, parents, dependsOn, branchLabels, message, otherPath, otherFingerprint);
    }

    /** Whether both say the same about their place in the graph. */
    public boolean hasPlaceOf(Revision other) {
        return id.equals(other.id)
                && parents.equals(other.parents)
                && dependsOn.equals(other.dependsOn)
                && branchLabels.equals(other.branchLabels);
    }

    /** {@code id "message"}, or the id alone: how messages name a revision. */
    public String label() {
        return message.isEmpty() ? id : id + " \"" + VisibleText.line(message) + "\"";
    }
}
