package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.graph.TargetRange;
import io.kmigrate.history.History;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import org.apiguardian.api.API;

/** Finds the way where there is no database to ask: the user says where it begins, {@code from:to}. */
@API(status = INTERNAL, since = "0.1")
public record OfflinePlanner(RevisionGraph graph) {
    /** From base when the text is no range. */
    public Route upgrade(String text) {
        if (!TargetRange.isRange(text)) {
            return new Planner(graph, History.EMPTY).upgrade(Target.parse(text));
        }
        TargetRange range = TargetRange.parse(text);
        return from(range).upgrade(range.requiredTo());
    }

    /**
     * The same, where nothing on the way would be a slip: a range whose ends are the wrong way round.
     *
     * @throws MigrationException then
     */
    public Route forward(String text) {
        Route route = upgrade(text);
        boolean isElsewhere = route.moves().isEmpty()
                && TargetRange.isRange(text)
                && !stamp(text).rows().equals(start(text).rows());
        if (isElsewhere) {
            TargetRange range = TargetRange.parse(text);
            throw TargetMessages.notAnAncestor(
                            range.requiredFrom().text(),
                            List.of(range.requiredTo().text()))
                    .exception();
        }
        return route;
    }

    /**
     * From the start of the range.
     *
     * @throws MigrationException when the text is no range
     */
    public Route downgrade(String text) {
        if (!TargetRange.isRange(text)) {
            throw TargetMessages.rangeRequired(text).exception();
        }
        TargetRange range = TargetRange.parse(text);
        return from(range).downgrade(range.requiredTo());
    }

    /** The rows that a stamp leaves: of a range, at its end. */
    public History stamp(String text) {
        Target target = TargetRange.isRange(text) ? TargetRange.parse(text).requiredTo() : Target.parse(text);
        return new Planner(graph, start(text)).stamp(List.of(target), false);
    }

    /** The rows at the start of a range; none when the text is no range. */
    public History start(String text) {
        return TargetRange.isRange(text) ? start(TargetRange.parse(text)) : History.EMPTY;
    }

    private Planner from(TargetRange range) {
        return new Planner(graph, start(range));
    }

    private History start(TargetRange range) {
        return new Resolver(graph)
                .one(range.requiredFrom())
                .map(Revision::id)
                .map(History::of)
                .orElse(History.EMPTY);
    }
}
