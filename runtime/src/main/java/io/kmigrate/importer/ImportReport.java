package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedRevision.Extent;
import io.kmigrate.importer.ImportedStep.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What became of a history, for its team: each revision, each place that is not typed, each file that was left out. */
@API(status = INTERNAL, since = "0.1")
public final class ImportReport {
    private static final int SHOWN = 80;
    private static final int MOST_REASONS = 30;

    private final ImportedHistory history;
    private final Set<String> kept;
    private final Set<String> keptScripts;

    /** @param kept revisions that have a script already, of which nobody knows how far it is translated */
    public ImportReport(ImportedHistory history, Set<String> kept) {
        this(history, kept, Set.of());
    }

    /** @param keptScripts names of scripts of objects that are there already */
    public ImportReport(ImportedHistory history, Set<String> kept, Set<String> keptScripts) {
        this.history = history;
        this.kept = Set.copyOf(kept);
        this.keptScripts = Set.copyOf(keptScripts);
    }

    /** The scripts of objects that this import writes. */
    public List<ImportedScript> writtenScripts() {
        return history.scripts().stream()
                .filter(script -> !keptScripts.contains(script.name()))
                .toList();
    }

    /** Those whose scripts this import writes. */
    public List<ImportedRevision> written() {
        return history.revisions().stream()
                .filter(revision -> !kept.contains(revision.id()))
                .toList();
    }

    /** How far a revision is translated, by the words of a report. */
    private String extent(ImportedRevision revision) {
        return kept.contains(revision.id())
                ? "kept as it is"
                : revision.extent().words();
    }

    /** One line: how many revisions, and how far they could be translated; what reverts them where it is not typed. */
    public String summary() {
        String counts = Stream.concat(
                        words(extents()),
                        kept.isEmpty() ? Stream.empty() : Stream.of(kept.size() + " kept as they are"))
                .collect(Collectors.joining(", "));
        Map<Extent, Integer> back = downExtents();
        boolean isTyped =
                back.entrySet().stream().allMatch(entry -> entry.getKey() == Extent.TYPED || entry.getValue() == 0);
        int size = history.revisions().size();
        return "%d %s: %s%s%s"
                .formatted(
                        size,
                        size == 1 ? "revision" : "revisions",
                        counts.isEmpty() ? "none" : counts,
                        isTyped ? "" : words(back).collect(Collectors.joining(", ", "; downgrades: ", "")),
                        objects());
    }

    private String objects() {
        int size = history.scripts().size();
        return size == 0 ? "" : size == 1 ? "; 1 repeatable object" : "; %d repeatable objects".formatted(size);
    }

    private static Stream<String> words(Map<Extent, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey().words());
    }

    /** The file for people. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Import from " + history.tool());
        lines.add("");
        lines.add(summary() + ". The SQL is that of " + history.dialect() + ".");
        if (!kept.isEmpty()) {
            lines.add("");
            lines.add("A script that was there already is kept as it is: `TODO` marks its steps to write by hand.");
        }
        section(lines, "Reasons", reasons());
        section(lines, "Steps to write by hand", places(Kind.BY_HAND));
        section(
                lines,
                "Left out",
                history.leftOut().stream()
                        .map(left -> "`%s`: %s".formatted(left.what(), left.reason()))
                        .toList());
        section(lines, "Remarks", remarks());
        section(lines, "SQL that stays as it is", places(Kind.SQL));
        lines.add("");
        lines.add("## Revisions");
        lines.add("");
        lines.add("| revision | from | extent |");
        lines.add("|---|---|---|");
        history.revisions()
                .forEach(revision -> lines.add("| %s | %s | %s |"
                        .formatted(revision.id(), revision.origin().file().replace("|", "\\|"), extent(revision))));
        section(
                lines,
                "Repeatable objects",
                history.scripts().stream()
                        .map(script -> "`repeatable/%s`: %s, from %s"
                                .formatted(
                                        script.name(),
                                        script.key(),
                                        script.origin().file()))
                        .toList());
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add("## " + title);
            lines.add("");
            items.forEach(item -> lines.add("- " + item));
        }
    }

    private List<String> remarks() {
        return written().stream()
                .flatMap(revision -> revision.remarks().stream().map(remark -> revision.id() + ": " + remark))
                .toList();
    }

    /** What comes most, first, so that a long report begins with what is worth most. */
    private List<String> reasons() {
        Map<String, Long> counts = written().stream()
                .flatMap(ImportedRevision::steps)
                .filter(step -> step.kind() != Kind.TYPED)
                .collect(Collectors.groupingBy(
                        step -> (step.kind() == Kind.SQL ? "SQL: " : "by hand: ") + step.reason(),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_REASONS)
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .toList();
    }

    private List<String> places(Kind kind) {
        return written().stream()
                .flatMap(revision -> revision.steps()
                        .filter(step -> step.kind() == kind)
                        .map(step -> "%s, %s: %s: `%s`"
                                .formatted(revision.id(), step.place(), step.reason(), beginning(step.text()))))
                .toList();
    }

    private static String beginning(String text) {
        String line = text.replaceAll("\\s+", " ").replace('`', '\'').strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** How many of the written revisions could be translated how far. */
    public Map<Extent, Integer> extents() {
        return counts(written().stream().map(ImportedRevision::extent));
    }

    /** The same of their downgrades. */
    public Map<Extent, Integer> downExtents() {
        return counts(written().stream().flatMap(revision -> revision.downExtent().stream()));
    }

    private static Map<Extent, Integer> counts(Stream<Extent> extents) {
        Map<Extent, Integer> counts = new EnumMap<>(Extent.class);
        for (Extent extent : Extent.values()) {
            counts.put(extent, 0);
        }
        extents.forEach(extent -> counts.merge(extent, 1, Integer::sum));
        return counts;
    }
}
