package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedRevision.Extent;
import io.kmigrate.importer.ImportedStep.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What became of a history, for its team: each revision, each place that is not typed, each file that was left out. */
@API(status = INTERNAL, since = "0.1")
public final class ImportReport {
    private static final int SHOWN = 80;

    private final ImportedHistory history;

    public ImportReport(ImportedHistory history) {
        this.history = history;
    }

    /** One line: how many revisions, and how far they could be translated. */
    public String summary() {
        String counts = history.extents().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        return "%d revisions: %s".formatted(history.revisions().size(), counts.isEmpty() ? "none" : counts);
    }

    /** The file for people. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Import from " + history.tool());
        lines.add("");
        lines.add(summary() + ". The SQL is that of " + history.dialect() + ".");
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
                        .formatted(
                                revision.id(),
                                revision.origin().file().replace("|", "\\|"),
                                revision.extent().words())));
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
        return history.revisions().stream()
                .flatMap(revision -> revision.remarks().stream().map(remark -> revision.id() + ": " + remark))
                .toList();
    }

    private List<String> places(Kind kind) {
        return history.revisions().stream()
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

    /** How many revisions could be translated how far, by the words of a report. */
    public Map<Extent, Integer> extents() {
        return history.extents();
    }
}
