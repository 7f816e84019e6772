package io.kmigrate.source;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.OperationRewriter;
import io.kmigrate.execution.StepHook;
import io.kmigrate.operation.NamingConvention;
import org.apiguardian.api.API;

/**
 * What a project says of its migrations that no setting can: {@code env.kts} describes one.
 *
 * @param filter what comparisons look at
 * @param naming how constraints and indexes are called that the model gives no name
 * @param rewriter changes the operations that comparisons find
 * @param hook adds operations to every change of the version rows
 */
@API(status = STABLE, since = "0.1")
public record Environment(ObjectFilter filter, NamingConvention naming, OperationRewriter rewriter, StepHook hook) {
    /** Everything is compared and nothing is changed. */
    public static Environment none() {
        return new Environment(ObjectFilter.all(), NamingConvention.none(), OperationRewriter.none(), StepHook.none());
    }

    /** Both: what the two filters include, this one's names before the other's, one rewriter and hook after the other. */
    public Environment and(Environment other) {
        return new Environment(
                filter.and(other.filter),
                naming.or(other.naming),
                rewriter.then(other.rewriter),
                hook.then(other.hook));
    }
}
