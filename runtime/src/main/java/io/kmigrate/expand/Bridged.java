package io.kmigrate.expand;

import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.StoredProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Programs as operations. */
final class Bridged {
    private Bridged() {}

    static List<Operation> create(List<StoredProgram> programs) {
        return programs.stream()
                .map(program -> (Operation) new CreateProgram(program, false))
                .toList();
    }

    /** The last first: a trigger needs its function. */
    static List<Operation> drop(List<StoredProgram> programs) {
        List<Operation> drops = new ArrayList<>();
        programs.forEach(program -> drops.add(new DropProgram(program.id(), false)));
        Collections.reverse(drops);
        return drops;
    }
}
