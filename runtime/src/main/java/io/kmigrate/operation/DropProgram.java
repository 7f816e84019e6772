package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops a function, procedure or trigger. */
@API(status = STABLE, since = "0.1")
public record DropProgram(StoredProgram.Id program, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        Replay.require(
                before,
                ifExists || before.program(program).isPresent(),
                () -> SchemaMessages.unknownObject(program.toString()));
        return before.without(program);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.program(program).map(old -> new CreateProgram(old, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropProgram(this);
    }
}
