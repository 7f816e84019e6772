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

/** Targets that mean nothing, or too much, and ways that lead nowhere. */
@API(status = INTERNAL, since = "0.1")
public final class TargetMessages {
    private static final int SHOWN_MATCHES = 5;

    private TargetMessages() {}

    /** {@code known}: ids and labels, for near names. */
    public static Problem unknownRevision(String name, boolean isPlainName, Collection<String> known) {
        return Problem.of(
                ErrorCode.UNKNOWN_REVISION,
                "no revision or branch label is \"%s\"".formatted(name),
                hint(name, isPlainName, known));
    }

    /** {@code known}: ids and labels, for near names. */
    public static Problem unknownBranch(String name, boolean isPlainName, Collection<String> known) {
        return Problem.of(ErrorCode.UNKNOWN_BRANCH, noBranch(name), hint(name, isPlainName, known));
    }

    /** A revision that stands for its branch label has none, or several. */
    public static Problem unnamedBranch(String name, int labels) {
        return Problem.of(
                ErrorCode.UNKNOWN_BRANCH, noBranch(name), "name a label: the revision has %d".formatted(labels));
    }

    private static String noBranch(String name) {
        return "there is no branch \"%s\"".formatted(name);
    }

    private static Fix hint(String name, boolean isPlainName, Collection<String> known) {
        if (known.isEmpty()) {
            return new Fix(
                    "no script was found: write the first with `revision -m TEXT`, or correct `scripts`",
                    "no script was found: check the folders of Migrator.builder().scripts(…)");
        }
        if (!isPlainName) {
            return new Fix(
                    "run `history` to see the revisions; `upgrade`, `downgrade` and `history -r` take REV+N",
                    "see Migrator.graph() for the revisions; upgrade and downgrade take REV+N");
        }
        String question = NearNames.question(name, known);
        return question.isEmpty()
                ? new Fix(
                        "run `history` to see the revisions; give an id, or its first characters if no other begins so",
                        "see Migrator.graph() for the revisions; give an id, or its first characters if no other"
                                + " begins so")
                : Fix.of(question);
    }

    /** {@code matches}: ids and labels, sorted. */
    public static Problem ambiguousIdentifier(String name, List<String> matches) {
        List<String> shown = matches.subList(0, Math.min(SHOWN_MATCHES, matches.size()));
        String more = matches.size() > shown.size() ? " and %d more".formatted(matches.size() - shown.size()) : "";
        return Problem.of(
                ErrorCode.AMBIGUOUS_IDENTIFIER,
                "\"%s\" is the start of %s%s".formatted(name, Words.list(shown), more),
                "type more characters of the one you mean");
    }

    /**
     * Several heads where one is needed.
     *
     * @param ids theirs, the first of which is the example
     * @param labels how the sentence names them
     */
    public static Problem multipleHeads(String target, List<String> ids, List<String> labels) {
        String one = ids.get(0);
        String all = String.join(" ", ids);
        return Problem.of(
                ErrorCode.MULTIPLE_HEADS,
                "\"%s\" is ambiguous: %s".formatted(target, Words.list(labels)),
                new Fix(
                        "name one, such as `%s`; name all with `heads`; or join them with `merge %s`"
                                .formatted(one, all),
                        "name one, such as \"%s\"; name all with \"heads\"; or join them in a merge revision of %s"
                                .formatted(one, Words.list(ids))));
    }

    /** The same, where one branch is not applied and can move onto another head. */
    public static Problem orMove(Problem heads, String first, String onto) {
        Fix fix = heads.fix();
        String move = "\nor move %s, which is not applied, onto %s: write `downRevision = \"%s\"` in its script"
                .formatted(first, onto, onto);
        return new Problem(
                heads.code(),
                heads.message(),
                heads.location(),
                fix == null ? Fix.of(move.strip()) : new Fix(fix.command() + move, fix.java() + move),
                heads.facts());
    }

    /**
     * Several heads. One of them descends from a script that probably lacks its parent.
     *
     * @param labels how the sentence names the heads
     * @param revision the base
     * @param parent the one that was probably meant; null for none
     */
    public static Problem multipleHeads(String target, List<String> labels, String revision, @Nullable String parent) {
        return Problem.of(
                ErrorCode.MULTIPLE_HEADS,
                "\"%s\" is ambiguous: %s; revision %s has no downRevision"
                        .formatted(target, Words.list(labels), revision),
                new Fix(
                        GraphMessages.forgottenParentFix(parent) + "; otherwise name all with `heads`",
                        GraphMessages.forgottenParentFix(parent) + "; otherwise name all with \"heads\""));
    }

    public static Problem notOnBranch(String revision, String branch) {
        return Problem.of(
                ErrorCode.NOT_ON_BRANCH,
                "revision %s is not on branch \"%s\"".formatted(revision, branch),
                "remove `%s@`, or name a revision of that branch".formatted(branch));
    }

    /** {@code ways}: how the sentence names the revisions one step further; the first by its id is the example. */
    public static Problem ambiguousWalk(String target, String from, List<String> ways, String example) {
        return Problem.of(
                ErrorCode.AMBIGUOUS_WALK,
                "\"%s\" could go from %s to %s".formatted(target, from, String.join(" or ", ways)),
                "name the revision you mean, such as `%s`".formatted(example));
    }

    public static Problem ambiguousCurrent(String target, List<String> current) {
        return Problem.of(
                ErrorCode.AMBIGUOUS_CURRENT,
                "\"%s\" could begin at any of %s".formatted(target, Words.list(current)),
                "name the branch, such as `%s@%s`"
                        .formatted(current.get(0), target.substring(target.indexOf('@') + 1)));
    }

    public static Problem outOfRange(String target, boolean isUp) {
        return isUp ? outOfRange("\"%s\" goes past the last revision".formatted(target)) : pastTheFirst(target);
    }

    public static Problem pastTheFirst(String target) {
        return outOfRange("\"%s\" goes past the first revision".formatted(target));
    }

    public static Problem nothingApplied(String target) {
        return outOfRange("\"%s\" leads to no revision: nothing is applied".formatted(target));
    }

    public static Problem nothingAppliedOnBranch(String target) {
        return outOfRange("\"%s\" leads to no revision: nothing of that branch is applied".formatted(target));
    }

    public static Problem upgradeGoesUp(String target) {
        return outOfRange("\"%s\" goes down, and an upgrade goes up from what is applied: `+N`".formatted(target));
    }

    public static Problem downgradeGoesDown(String target) {
        return outOfRange("\"%s\" goes up, and a downgrade goes down from what is applied: `-N`".formatted(target));
    }

    private static Problem outOfRange(String message) {
        return Problem.of(
                ErrorCode.RELATIVE_OUT_OF_RANGE,
                message,
                new Fix(
                        "run `history` to see the revisions; then name one, `head` or `base`",
                        "see Migrator.graph() for the revisions; then name one, \"head\" or \"base\""));
    }

    public static Problem malformedRange(String range) {
        return Problem.of(
                ErrorCode.MALFORMED_RANGE,
                "\"%s\" is not a range".formatted(range),
                "write `from:to`, `from:` or `:to`");
    }

    public static Problem rangeNotAllowed(String range) {
        return Problem.of(
                ErrorCode.RANGE_NOT_ALLOWED,
                "\"%s\" is a range, and one target is needed".formatted(range),
                new Fix(
                        "name the target only; a range needs `--sql`",
                        "name the target only; a range is for Migrator.offline"));
    }

    public static Problem rangeRequired(String target) {
        String example = "head:" + (target.startsWith("head") ? "base" : target);
        return Problem.of(
                ErrorCode.RANGE_REQUIRED,
                "\"%s\" does not say where the downgrade begins".formatted(target),
                RunMessages.orPreview(new Fix(
                        "write `from:to`, as in `downgrade %s --sql`".formatted(example),
                        "write \"from:to\", as in downgrade(\"%s\")".formatted(example))));
    }

    /**
     * One target is an ancestor of another.
     *
     * @param label how the sentence names the upper one
     * @param below ids of the lower ones
     */
    public static Problem overlappingTargets(String label, List<String> below) {
        return overlap("target", label, below, Fix.of("name the upper one only"));
    }

    public static Problem overlappingRows(String label, List<String> below) {
        return overlap(
                "version table row",
                label,
                below,
                new Fix(
                        "set what is really applied with `stamp --purge REV`: the upper one includes the lower ones",
                        "set what is really applied with stamp(StampMode.PURGE, …): the upper one includes the lower"
                                + " ones"));
    }

    public static Problem overlappingStarts(String label, List<String> below) {
        return overlap("start of the range", label, below, Fix.of("begin the range at the lower one"));
    }

    private static Problem overlap(String role, String label, List<String> below, Fix fix) {
        return Problem.of(
                ErrorCode.OVERLAPPING_REVISIONS,
                "%s %s overlaps with %s, its ancestor".formatted(role, label, Words.list(below)),
                fix);
    }

    /** {@code heads}: where the way down begins; none for a database without revisions. */
    public static Problem notAnAncestor(String target, List<String> heads) {
        return Problem.of(
                ErrorCode.NOT_AN_ANCESTOR,
                "\"%s\" is not below %s"
                        .formatted(target, heads.isEmpty() ? "base: nothing is applied" : Words.list(heads)),
                new Fix(
                        "name a revision on the way down; `current` and `history` show them",
                        "name a revision on the way down; Migrator.status() shows them"));
    }

    public static Problem branchMissesTarget(String branch, String target) {
        return Problem.of(
                ErrorCode.BRANCH_MISSES_TARGET,
                "there is nothing to revert: branch \"%s\" does not lead up from \"%s\"".formatted(branch, target),
                "name a branch above the target, or remove `%s@` to revert all branches".formatted(branch));
    }

    public static Problem declaredIrreversible(String revision) {
        return declaredIrreversible(revision, "its script says it is irreversible");
    }

    public static Problem declaredIrreversible(String revision, String reason) {
        return irreversible(revision, reason, "restore a backup, or write a new revision that goes forward");
    }

    public static Problem notDerivable(String revision, String operation) {
        return irreversible(
                revision,
                "it has no downgrade block, and none can be derived for " + operation,
                "write a downgrade { } block, or say irreversible(\"why\") in the script");
    }

    /** Of a revision that a run did not finish. */
    public static Problem unfinishedNotDerivable(String label, String id, String operation) {
        return Problem.of(
                ErrorCode.IRREVERSIBLE,
                ("unfinished revision %s cannot be reverted: only derived inverses revert what is unfinished,"
                                + " never a downgrade block, and none can be derived for %s")
                        .formatted(label, operation),
                new Fix(
                        "continue with `migrate resume`, then downgrade; or revert it by hand, then run"
                                + " `migrate resolve %s --mark-reverted`".formatted(id),
                        "continue with resume(…), then downgrade; or revert it by hand, then call"
                                + " resolve(\"%s\", Resolution.NOT_APPLIED, …)".formatted(id)));
    }

    private static Problem irreversible(String revision, String reason, String fix) {
        return Problem.of(
                ErrorCode.IRREVERSIBLE, "revision %s cannot be downgraded: %s".formatted(revision, reason), fix);
    }

    public static Problem notAtHeads(List<String> rows, List<String> heads, Fix fix) {
        return Problem.of(
                ErrorCode.NOT_AT_HEADS,
                "the database is at %s, and the heads are %s"
                        .formatted(rows.isEmpty() ? "base" : Words.list(rows), Words.list(heads)),
                fix);
    }

    public static Problem notUpToDate(List<String> pending, Fix fix) {
        return Problem.of(
                ErrorCode.NOT_UP_TO_DATE,
                "the database is not up to date: %s %s pending"
                        .formatted(Words.list(pending), pending.size() == 1 ? "is" : "are"),
                fix);
    }

    /** {@code changes}: a line for each operation that would make the schema the one of the target. */
    public static Problem baselineDiffers(String target, List<String> changes) {
        return Problem.of(
                ErrorCode.BASELINE_DIFFERS,
                "the database has no version rows, and its schema is not that of %s\n%s"
                        .formatted(target, String.join("\n", changes)),
                new Fix(
                        "name the revision whose schema it has, or run `migrate stamp %s` if the difference is meant"
                                .formatted(target),
                        "name the revision whose schema it has, or call stamp(\"%s\") if the difference is meant"
                                .formatted(target)));
    }

    public static Fix upgradeHeads() {
        return new Fix("run `upgrade heads` first", "call upgrade(\"heads\") first");
    }

    /** {@code known}: a line for each of which the history tells something. */
    public static Problem unknownApplied(List<String> ids, List<String> known) {
        return unknownApplied(ids, known.isEmpty() ? "" : "\n" + String.join("\n", known));
    }

    /** They may be ignored, but others are pending, and the right order is not known. */
    public static Problem unknownAppliedBesidePending(List<String> ids, List<String> pending) {
        return unknownApplied(
                ids,
                ", and lacks %s: unknown revisions can be ignored only where nothing is pending"
                        .formatted(Words.list(pending)));
    }

    private static Problem unknownApplied(List<String> ids, String more) {
        return Problem.of(
                ErrorCode.UNKNOWN_APPLIED_REVISION,
                "the database is at %s, which no script has%s".formatted(Words.list(ids), more),
                new Fix(
                        unknownAppliedFix("set ignore_unknown_revisions = true", "`stamp --purge REV`"),
                        unknownAppliedFix("call ignoreUnknownRevisions(true)", "stamp(StampMode.PURGE, …)")));
    }

    private static String unknownAppliedFix(String ignore, String stamp) {
        return "add the missing script, or check that this is the right database"
                + "\nto run an older release of an application, " + ignore
                + "\nif the script is lost, set the revision that the schema really has with " + stamp;
    }

    /** Of revisions that are ignored as it was asked for. */
    public static String ignoredRevisions(List<String> ids) {
        return "the database also has %s, which no script has: ignored, as the settings ask".formatted(Words.list(ids));
    }

    /** A revision of the history that no script has. */
    public static String appliedBy(String revision, String message, String user, String host, String version) {
        return "%s \"%s\" was applied by %s on %s with Kmigrate %s".formatted(revision, message, user, host, version);
    }

    public static Problem downgradeFromSeveral(List<String> current, String target) {
        String first = current.get(0);
        return Problem.of(
                ErrorCode.DOWNGRADE_FROM_SEVERAL,
                "several revisions are current (%s): \"%s\" goes down from the first, %s"
                        .formatted(Words.list(current), target, first),
                "name the one you mean, such as `%s@%s`".formatted(first, target));
    }
}
