package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedStep.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A revision of another tool's history.
 *
 * @param id of the revision here
 * @param origin how the other tool finds it again
 * @param up what applies it
 * @param down what reverts it, as the other tool knows; null where it does not
 * @param transactional false where each statement commits by itself
 * @param remarks what a person should know, a sentence each
 * @param dependsOn ids or labels of others that are applied before it
 * @param branchLabels names of the branch that begins here
 */
@API(status = INTERNAL, since = "0.1")
public record ImportedRevision(
        String id,
        List<String> parents,
        String message,
        Origin origin,
        List<ImportedStep> up,
        @Nullable List<ImportedStep> down,
        boolean transactional,
        List<String> remarks,
        List<String> dependsOn,
        List<String> branchLabels) {
    public ImportedRevision {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
        up = List.copyOf(up);
        down = down == null ? null : List.copyOf(down);
        remarks = List.copyOf(remarks);
    }

    /** One of a tool that knows parents alone. */
    public ImportedRevision(
            String id,
            List<String> parents,
            String message,
            Origin origin,
            List<ImportedStep> up,
            @Nullable List<ImportedStep> down,
            boolean transactional,
            List<String> remarks) {
        this(id, parents, message, origin, up, down, transactional, remarks, List.of(), List.of());
    }

    /**
     * What the other tool calls it.
     *
     * @param file as the other tool names it
     * @param key what tells it from the others of the tool: a version, or a change set with its author
     * @param checksum of the text, as the other tool computes it; empty where nothing can be compared
     * @param databases checksums by the names of dialects, where not every database has it, or the same text of it
     * @param environments those that have it alone; empty for all
     */
    public record Origin(
            String file, String key, String checksum, Map<String, String> databases, List<String> environments) {
        public Origin {
            databases = Collections.unmodifiableMap(new TreeMap<>(databases));
            environments = List.copyOf(environments);
        }

        /** One that every database has. */
        public Origin(String file, String key, String checksum) {
            this(file, key, checksum, Map.of(), List.of());
        }

        /** What the other tool does not know. */
        static Origin none(String file) {
            return new Origin(file, "", "");
        }

        /** The same in every environment. */
        Origin everywhere() {
            return new Origin(file, key, checksum, databases, List.of());
        }

        /** That of the text for a database. */
        public String checksum(String dialect) {
            return databases.getOrDefault(dialect, checksum);
        }

        /**
         * The same as a thing of one kind of database, beside those that it is for already.
         *
         * @param before as it was known before; null where it was not
         */
        public Origin on(String dialect, @Nullable Origin before) {
            Map<String, String> all = new TreeMap<>(before == null ? Map.of() : before.databases());
            all.put(dialect, checksum);
            return new Origin(file, key, checksum, all, environments);
        }

        /** Whether the other tool may have no row for it on a database. */
        public boolean isOptional(String dialect) {
            return key.isEmpty() || !environments.isEmpty() || !isFor(dialect);
        }

        /** Whether the other tool has it for a kind of database. */
        public boolean isFor(String dialect) {
            return databases.isEmpty() || databases.containsKey(dialect);
        }
    }

    /** How far a revision could be translated. */
    public enum Extent {
        TYPED,
        TYPED_AND_SQL,
        SQL,
        BY_HAND;

        /** In a report. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Of what applies it; one that does nothing is typed. */
    public Extent extent() {
        return extent(up);
    }

    /** Of what reverts it; empty where the inverse is derived. */
    public Optional<Extent> downExtent() {
        return Optional.ofNullable(down).map(ImportedRevision::extent);
    }

    private static Extent extent(List<ImportedStep> steps) {
        List<Kind> kinds = steps.stream().map(ImportedStep::kind).distinct().toList();
        if (kinds.contains(Kind.BY_HAND)) {
            return Extent.BY_HAND;
        }
        if (!kinds.contains(Kind.SQL)) {
            return Extent.TYPED;
        }
        return kinds.contains(Kind.TYPED) ? Extent.TYPED_AND_SQL : Extent.SQL;
    }

    /** The same after another revision alone. */
    ImportedRevision after(String parent) {
        return merged(List.of(parent), origin, up, down, transactional, remarks);
    }

    /** The same with other parents and remarks. */
    public ImportedRevision with(List<String> newParents, List<String> newRemarks) {
        return merged(newParents, origin, up, down, transactional, newRemarks);
    }

    /** The same, whose ways begin with other steps. */
    public ImportedRevision beginningWith(List<ImportedStep> first, List<ImportedStep> firstBack) {
        return merged(
                parents,
                origin,
                joined(first, up),
                down == null ? null : joined(firstBack, down),
                transactional,
                remarks);
    }

    private static List<ImportedStep> joined(List<ImportedStep> first, List<ImportedStep> others) {
        return Stream.concat(first.stream(), others.stream()).toList();
    }

    /** The same in every environment. */
    ImportedRevision everywhere() {
        return merged(parents, origin.everywhere(), up, down, transactional, remarks);
    }

    /** The same where revisions have other ids. */
    ImportedRevision renamed(Map<String, String> names) {
        return new ImportedRevision(
                names.getOrDefault(id, id),
                parents.stream()
                        .map(parent -> names.getOrDefault(parent, parent))
                        .toList(),
                message,
                origin,
                up,
                down,
                transactional,
                remarks,
                dependsOn,
                branchLabels);
    }

    /** The same with other parents, as another thing of the tool, and with other steps. */
    ImportedRevision merged(
            List<String> newParents,
            Origin newOrigin,
            List<ImportedStep> newUp,
            @Nullable List<ImportedStep> newDown,
            boolean isTransactional,
            List<String> newRemarks) {
        return new ImportedRevision(
                id,
                newParents,
                message,
                newOrigin,
                newUp,
                newDown,
                isTransactional,
                newRemarks,
                dependsOn,
                branchLabels);
    }

    /** Of both directions. */
    public Stream<ImportedStep> steps() {
        return Stream.concat(up.stream(), down == null ? Stream.empty() : down.stream());
    }
}
