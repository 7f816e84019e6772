package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The hook of a run, and what it is told besides the step.
 *
 * @param tag what {@code --tag} gave
 */
@API(status = INTERNAL, since = "0.1")
public record Hooks(StepHook hook, @Nullable String tag) {
    public static final Hooks NONE = new Hooks(StepHook.none(), null);

    /** When a hook is asked. */
    enum Moment {
        BEFORE("beforeStep"),
        AFTER("afterStep");

        private final String word;

        Moment(String word) {
            this.word = word;
        }

        /** As {@code env.kts} calls it. */
        String word() {
            return word;
        }
    }

    List<ScriptOperation> ask(Moment moment, AppliedStep step) {
        return moment == Moment.BEFORE ? hook.before(step) : hook.after(step);
    }

    AppliedStep applied(Step step, boolean isOffline, boolean isDryRun) {
        return new AppliedStep(
                kind(step),
                step.revision().id(),
                step.revision().message(),
                step.rowsBefore(),
                step.rowsAfter(),
                tag,
                isOffline,
                isDryRun);
    }

    private static StepKind kind(Step step) {
        if (step.isLeftOut()) {
            return StepKind.SKIP;
        }
        return step.direction() == Direction.UP ? StepKind.UPGRADE : StepKind.DOWNGRADE;
    }

    AppliedStep stamped(List<String> before, List<Revision> after, boolean isOffline) {
        List<Revision> fresh = after.stream()
                .filter(revision -> !before.contains(revision.id()))
                .toList();
        List<String> rows = after.stream().map(Revision::id).sorted().toList();
        List<String> shown =
                fresh.isEmpty() ? rows : fresh.stream().map(Revision::id).toList();
        return new AppliedStep(
                StepKind.STAMP,
                shown.isEmpty() ? "base" : String.join(", ", shown),
                fresh.stream()
                        .map(Revision::message)
                        .filter(message -> !message.isEmpty())
                        .collect(Collectors.joining("; ")),
                before,
                rows,
                tag,
                isOffline,
                false);
    }
}
