package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.message.RunMessages;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** Scripts do something else than what was applied. Nothing was changed. */
@API(status = STABLE, since = "0.1")
public final class EditedScriptException extends MigrationException {
    private final List<String> revisions;

    EditedScriptException(Map<Revision, Edit> edits, Secrets secrets) {
        super(
                edits.entrySet().stream()
                        .map(edit -> problem(edit.getKey(), edit.getValue(), secrets))
                        .toList(),
                null);
        this.revisions = edits.keySet().stream().map(Revision::id).toList();
    }

    /** What a script said when it was applied, and what it says now. */
    record Edit(MigrationDigest applied, MigrationDigest now) {}

    private static Problem problem(Revision revision, Edit edit, Secrets secrets) {
        List<String> differences = differences(
                secrets.hiddenInLines(edit.applied().operations()),
                secrets.hiddenInLines(edit.now().operations()));
        return RunMessages.editedScript(revision.label(), revision.id(), differences)
                .at(revision.location());
    }

    /** Full ids of all that were edited. */
    public List<String> revisions() {
        return revisions;
    }

    /** Operations that went and that came, in the order of the scripts: {@code - was}, {@code + is}. */
    private static List<String> differences(List<String> before, List<String> after) {
        int start = 0;
        while (start < Math.min(before.size(), after.size())
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<String> lines = new ArrayList<>();
        before.subList(start, before.size() - end).forEach(line -> lines.add("- " + line));
        after.subList(start, after.size() - end).forEach(line -> lines.add("+ " + line));
        return lines;
    }
}
