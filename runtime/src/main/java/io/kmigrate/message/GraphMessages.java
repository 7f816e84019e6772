package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Scripts that form no graph. */
@API(status = INTERNAL, since = "0.1")
public final class GraphMessages {
    private static final String NAME_RULE =
            "use letters, digits and `_`; `@ + - :`, spaces and the words head, heads, base and current are reserved";

    private GraphMessages() {}

    public static Problem idTooLong(int length, int longest) {
        return Problem.of(
                ErrorCode.ILLEGAL_ID,
                "a revision id has %d characters, and the version table keeps %d".formatted(length, longest),
                "shorten `revision`");
    }

    public static Problem illegalId(String id) {
        return Problem.of(ErrorCode.ILLEGAL_ID, "\"%s\" cannot be a revision id".formatted(id), NAME_RULE);
    }

    public static Problem duplicateId(String id, @Nullable String otherFile) {
        return Problem.of(
                ErrorCode.DUPLICATE_ID,
                "revision %s is present more than once%s".formatted(id, alsoIn(otherFile)),
                "give one of the two scripts another `revision`, or delete the copy");
    }

    public static Problem illegalLabel(String label) {
        return Problem.of(ErrorCode.ILLEGAL_LABEL, "\"%s\" cannot be a branch label".formatted(label), NAME_RULE);
    }

    public static Problem labelIsAnId(String label, String revision, @Nullable String otherFile) {
        return Problem.of(
                ErrorCode.DUPLICATE_LABEL,
                "branch label \"%s\" of revision %s is also the id of a revision%s"
                        .formatted(label, revision, alsoIn(otherFile)),
                "choose another label: one name cannot mean both");
    }

    public static Problem duplicateLabel(String label, String revision, String other, @Nullable String otherFile) {
        return Problem.of(
                ErrorCode.DUPLICATE_LABEL,
                "branch label \"%s\" of revision %s is already used by revision %s%s"
                        .formatted(label, revision, other, alsoIn(otherFile)),
                "keep it in one of the two: all descendants have the label too");
    }

    public static Problem selfParent(String revision) {
        return Problem.of(
                ErrorCode.SELF_LOOP,
                "revision %s is its own parent".formatted(revision),
                "set `downRevision` to the revision before it, or remove it for a base");
    }

    /** {@code parent}: the one that was probably meant; null for none. */
    public static Problem forgottenParent(String revision, @Nullable String parent) {
        return Problem.of(
                ErrorCode.FORGOTTEN_PARENT,
                "revision %s has no downRevision".formatted(revision),
                forgottenParentFix(parent) + "; a branch that begins here on purpose has a label: branchLabels(…)");
    }

    /** How advice begins where a parent was forgotten. */
    static String forgottenParentFix(@Nullable String parent) {
        return parent == null
                ? "set `downRevision` to the revision before it"
                : "did you mean %1$s? Then set `downRevision = \"%1$s\"`".formatted(parent);
    }

    /** Ids, and how the sentence names them. */
    public static Problem severalHeads(List<String> ids, List<String> labels) {
        return Problem.of(
                ErrorCode.MULTIPLE_HEADS,
                "there are %d heads: %s".formatted(ids.size(), Words.list(labels)),
                new Fix(
                        "join them with `merge %s -m TEXT`, or give each branch a label: branchLabels(…)"
                                .formatted(String.join(" ", ids)),
                        "join them in a merge revision, or give each branch a label: branchLabels(…)"));
    }

    /** {@code known}: ids and labels, for near names. */
    public static Problem missingParent(String revision, String parent, Collection<String> known) {
        return Problem.of(
                ErrorCode.MISSING_PARENT,
                missing(revision, "parent", parent),
                near(parent, known, "add the missing script, or correct `downRevision`"));
    }

    /** {@code labelled}: the id of the revision that has the label. */
    public static Problem parentIsALabel(String revision, String parent, String labelled) {
        return Problem.of(
                ErrorCode.MISSING_PARENT,
                missing(revision, "parent", parent),
                "\"%s\" is a branch label: name the revision %s".formatted(parent, labelled));
    }

    /** {@code known}: ids and labels, for near names. */
    public static Problem missingDependency(String revision, String dependency, Collection<String> known) {
        return Problem.of(
                ErrorCode.MISSING_DEPENDENCY,
                missing(revision, "dependency", dependency),
                near(
                        dependency,
                        known,
                        "add the missing script, or correct `dependsOn`: it needs a full id or a label"));
    }

    public static Problem selfDependency(String revision, String dependency) {
        return Problem.of(
                ErrorCode.DEPENDENCY_SELF_LOOP,
                "revision %s depends on itself".formatted(revision),
                "remove \"%s\" from `dependsOn`".formatted(dependency));
    }

    /** {@code ids}: in the order of the cycle, the first again at the end. */
    public static Problem cycle(List<String> ids) {
        return Problem.of(
                ErrorCode.CYCLE,
                "revisions follow each other in a circle: " + String.join(" -> ", ids),
                "correct one `downRevision` of them so that the line begins at a base");
    }

    /** {@code ids}: in the order of the cycle, the first again at the end. */
    public static Problem dependencyCycle(List<String> ids) {
        return Problem.of(
                ErrorCode.DEPENDENCY_CYCLE,
                "revisions follow or depend on each other in a circle: " + String.join(" -> ", ids),
                "remove one `dependsOn` of them");
    }

    private static String missing(String revision, String role, String name) {
        return "revision %s names the %s \"%s\", which no script has".formatted(revision, role, name);
    }

    private static String near(String name, Collection<String> known, String otherwise) {
        String question = NearNames.question(name, known);
        return question.isEmpty() ? otherwise : question;
    }

    private static String alsoIn(@Nullable String file) {
        return file == null ? "" : " (%s)".formatted(file);
    }
}
