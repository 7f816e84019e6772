package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What is judged, and for which database.
 *
 * @param range {@code from:to} or a target; empty for what is pending, or for {@code revisions}
 * @param revisions ids; empty for the range, or for what is pending
 * @param offline the database where none is asked; empty to ask the one that is configured
 * @param scripts beside {@code revisions}: names of scripts of objects that follow their text, below their folder
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LintRequest(
        Optional<String> range, Optional<List<String>> revisions, Optional<LintTarget> offline, List<String> scripts) {
    public LintRequest {
        scripts = List.copyOf(scripts);
    }

    /** What the database does not have yet; without a database, all revisions. */
    public static LintRequest pending() {
        return new LintRequest(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The upgrades from one revision to another. */
    public static LintRequest range(String range) {
        return new LintRequest(Optional.of(range), Optional.empty(), Optional.empty(), List.of());
    }

    /** Some revisions, after all others that do not stand on them. */
    public static LintRequest revisions(List<String> ids) {
        return new LintRequest(Optional.empty(), Optional.of(List.copyOf(ids)), Optional.empty(), List.of());
    }

    /** The same, with the objects of these scripts. */
    public LintRequest with(List<String> objectScripts) {
        return new LintRequest(range, revisions, offline, objectScripts);
    }

    /** The same, and no database is asked. */
    public LintRequest offline(LintTarget target) {
        return new LintRequest(range, revisions, Optional.of(target), scripts);
    }
}
