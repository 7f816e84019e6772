package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Revisions that scripts put beneath applied ones. */
@API(status = INTERNAL, since = "0.1")
public final class LateMessages {
    private LateMessages() {}

    /**
     * An ancestor of an applied revision was never applied.
     *
     * @param above how the sentence names an applied revision above it
     * @param rows the version rows that imply it
     */
    public static Problem missing(String label, String id, String above, List<String> rows) {
        String row = rows.isEmpty() ? "heads" : rows.get(0);
        return Problem.of(
                ErrorCode.LATE_REVISION,
                "revision %s is missing: it was never applied, but %s above it is".formatted(label, above),
                new Fix(
                        missingFix(
                                "run `migrate upgrade --include-late`",
                                "run `migrate stamp %s`, or `migrate repair %s` for this one alone".formatted(row, id)),
                        missingFix(
                                "call includingLate().upgrade(…)",
                                "call stamp(\"%s\"), or repair(reason, \"%s\") for this one alone"
                                        .formatted(row, id))));
    }

    private static String missingFix(String apply, String accept) {
        return "to apply it now, %s\nif the database has it already, %s".formatted(apply, accept);
    }

    /**
     * A script names other parents than its revision was applied on.
     *
     * @param before ids of those it was applied on; none for a base
     * @param now ids of those it names; none for a base
     */
    public static Problem changedParent(String label, String id, List<String> before, List<String> now) {
        return Problem.of(
                ErrorCode.CHANGED_PARENT,
                "revision %s was applied %s, and its script now %s"
                        .formatted(
                                label,
                                before.isEmpty() ? "without a parent" : "on " + Words.list(before),
                                now.isEmpty() ? "names no parent" : "names " + Words.list(now)),
                new Fix(
                        parentFix("`migrate repair %s`".formatted(id)),
                        parentFix("repair(reason, \"%s\")".formatted(id))));
    }

    private static String parentFix(String repair) {
        return "restore the parent in the script, or accept it as it is with " + repair;
    }

    /**
     * One of two operations that do not commute.
     *
     * @param revision how the sentence names its revision
     * @param operation such as {@code createTable users}
     * @param isOpaque whether nobody knows what it touches
     */
    public record Side(String revision, String operation, boolean isOpaque) {}

    /** {@code parents}: ids of those beneath the late revision; none for a base. */
    public static Problem conflict(Side late, Side above, List<String> parents) {
        String target = parents.isEmpty() ? "base" : parents.get(0);
        return Problem.of(
                ErrorCode.LATE_CONFLICT,
                "revision %s cannot be applied late: its %s does not commute with %s of %s, which is applied%s"
                        .formatted(
                                late.revision(),
                                late.operation(),
                                above.operation(),
                                above.revision(),
                                reason(late, above)),
                new Fix(
                        conflictFix("`migrate downgrade %s`, then `migrate upgrade`".formatted(target)),
                        conflictFix("downgrade(\"%s\"), then upgrade(…)".formatted(target))));
    }

    private static String reason(Side late, Side above) {
        List<Side> opaque = List.of(late, above).stream().filter(Side::isOpaque).toList();
        return opaque.isEmpty()
                ? ""
                : ": no one knows what %s %s"
                        .formatted(
                                opaque.stream().map(Side::operation).distinct().collect(Collectors.joining(" and ")),
                                opaque.size() == 1 ? "touches" : "touch");
    }

    private static String conflictFix(String again) {
        return "revert the revisions above it and apply all again with %s; or give the script a head as its parent"
                .formatted(again);
    }

    /** Of a way down that passes missing revisions by. */
    public static Problem passedBy(List<String> labels) {
        return Problem.of(
                ErrorCode.LATE_REVISION,
                "nothing is reverted of %s: %s never applied"
                        .formatted(Words.list(labels), labels.size() == 1 ? "it was" : "they were"),
                new Fix("run `migrate upgrade` to apply what is pending", "call upgrade(…) to apply what is pending"));
    }
}
