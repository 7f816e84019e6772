package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedRevision.Extent;
import io.kmigrate.importer.ImportedStep.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What became of a history, for its team: each revision, each place that is not typed, each file that was left out. */
@API(status = INTERNAL, since = "0.1")
public final class ImportReport {
    private static final int SHOWN = 80;

    private final ImportedHistory history;
    private final Set<String> kept;

    /** @param kept revisions that have a script already, of which nobody knows how far it is translated */
    public ImportReport(ImportedHistory history, Set<String> kept) {
        this.history = history;
        this.kept = Set.copyOf(kept);
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

    /** One line: how many revisions, and how far they could be translated. */
    public String summary() {
        String counts = Stream.concat(
                        extents().entrySet().stream()
                                .filter(entry -> entry.getValue() > 0)
                                .map(entry ->
                                        entry.getValue() + " " + entry.getKey().words()),
                        kept.isEmpty() ? Stream.empty() : Stream.of(kept.size() + " kept as they are"))
                .collect(Collectors.joining(", "));
        return "%d revisions: %s".formatted(history.revisions().size(), counts.isEmpty() ? "none" : counts);
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
        Map<Extent, Integer> counts = new EnumMap<>(Extent.class);
        for (Extent extent : Extent.values()) {
            counts.put(extent, 0);
        }
        written().forEach(revision -> counts.merge(revision.extent(), 1, Integer::sum));
        return counts;
    }
}
