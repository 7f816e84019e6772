package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import org.apiguardian.api.API;

/** One head was asked for and there are several. */
@API(status = STABLE, since = "0.1")
public final class MultipleHeadsException extends MigrationException {
    private final String target;
    private final List<String> heads;

    MultipleHeadsException(String target, List<Revision> heads, ForgottenParents forgotten) {
        super(problem(target, heads, forgotten));
        this.target = target;
        this.heads = heads.stream().map(Revision::id).toList();
    }

    private MultipleHeadsException(MultipleHeadsException found, Problem problem) {
        super(problem);
        this.target = found.target;
        this.heads = found.heads;
    }

    /**
     * The same, with the advice to move a branch that is not applied.
     *
     * @param first the lowest revision of the branch
     * @param onto the applied head that becomes its parent
     */
    public MultipleHeadsException orMove(Revision first, Revision onto) {
        return new MultipleHeadsException(
                this,
                TargetMessages.orMove(problems().get(0), first.id(), onto.id()).at(first.location()));
    }

    /** As the user typed it. */
    public String target() {
        return target;
    }

    /** Their full ids. */
    public List<String> heads() {
        return heads;
    }

    /** A script that only lacks its parent is not to be merged. */
    private static Problem problem(String target, List<Revision> heads, ForgottenParents forgotten) {
        List<String> labels = heads.stream().map(Revision::label).toList();
        return forgotten.bases().stream()
                .findFirst()
                .map(base -> TargetMessages.multipleHeads(
                        target,
                        labels,
                        base.revision().id(),
                        base.parent() == null ? null : base.parent().id()))
                .orElseGet(() -> TargetMessages.multipleHeads(
                        target, heads.stream().map(Revision::id).toList(), labels));
    }
}
