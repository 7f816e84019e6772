package io.kmigrate.dsl.builder

import io.kmigrate.revision.ScriptOperation
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * The receiver of `beforeStep { }` and `afterStep { }` in `env.kts`: rows, SQL and code that become
 * a part of the step. They run in its transaction, and are written into SQL text.
 */
@API(status = STABLE, since = "0.1")
public class StepScope internal constructor(internal val record: Recorder) : DataOperations

/** The receiver of `rewrite { }` in `env.kts`: describes what takes the place of an operation. */
@API(status = STABLE, since = "0.1")
public class RewriteScope internal constructor(internal val record: Recorder) :
    TableOperations,
    ColumnOperations,
    IndexOperations,
    ConstraintOperations,
    SchemaOperations,
    ProgramOperations,
    DataOperations {
    /** Keeps an operation: the one that is rewritten, as it is or changed. */
    public fun keep(operation: io.kmigrate.operation.Operation) {
        record.operations += ScriptOperation.of(operation)
    }
}
