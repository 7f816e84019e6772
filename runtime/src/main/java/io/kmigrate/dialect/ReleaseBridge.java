package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How a database lets an old and a new release write the same rows by different names. To implement: write triggers that
 * fill one column from another. Stateless and thread-safe.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface ReleaseBridge {
    /**
     * Programs that keep two columns of one type in step, whichever is written, in the order in which they are made.
     *
     * @param other counts where both are written
     */
    List<StoredProgram> pairing(TableName table, String column, String other);

    /** Programs that fill {@code copy} from {@code column} with every row that is written. */
    List<StoredProgram> copying(TableName table, String column, String copy);

    /** Whether several operations of a revision are done at once, so that columns can swap their names. */
    boolean swapsNames();

    /** Gives a table the name of a view of it, and drops the view. No one finds neither in between. */
    List<Operation> replace(View view, TableName table);
}
