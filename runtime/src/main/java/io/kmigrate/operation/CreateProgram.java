package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Makes a function, procedure or trigger.
 *
 * @param orReplace in the place of one that may be there: databases that have the words want them in the
 *     definition, elsewhere the old one is dropped first
 */
@API(status = STABLE, since = "0.1")
public record CreateProgram(StoredProgram program, boolean orReplace) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        if (program.id().table() != null) {
            Replay.requireRelation(before, program.id().table());
        }
        Replay.require(
                before,
                orReplace || before.program(program.id()).isEmpty(),
                () -> SchemaMessages.duplicateObject(program.id().toString()));
        return before.with(program);
    }

    /** What was replaced comes back; whether something was, an uncertain schema cannot tell. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        Optional<StoredProgram> old = before.program(program.id());
        if (old.isPresent() || (orReplace && before.isUncertain())) {
            return old.map(definition -> new CreateProgram(definition, true));
        }
        return Optional.of(new DropProgram(program.id(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createProgram(this);
    }
}
