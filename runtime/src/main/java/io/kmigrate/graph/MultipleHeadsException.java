package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import org.apiguardian.api.API;

/** One head was asked for and there are several. */
@API(status = STABLE, since = "0.1")
public final class MultipleHeadsException extends MigrationException {
    private final String target;
    private final List<String> heads;

    MultipleHeadsException(String target, List<Revision> heads) {
        super(TargetMessages.multipleHeads(
                target,
                heads.stream().map(Revision::id).toList(),
                heads.stream().map(Revision::label).toList()));
        this.target = target;
        this.heads = heads.stream().map(Revision::id).toList();
    }

    /** As the user typed it. */
    public String target() {
        return target;
    }

    /** Their full ids. */
    public List<String> heads() {
        return heads;
    }
}
