package io.kmigrate.diff;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.operation.NamingConvention;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How two schemas are compared.
 *
 * @param renames what a person decided to be renames
 * @param filter what is compared at all
 * @param sameness what is one to the database that both are of
 * @param naming what constraints are called that the wanted schema gives no name
 * @param rewriter changes what was found
 * @param written the wanted schema as a person wrote it, where the compared one was read back from a
 *     database: operations say what it says; null: the compared one
 * @param elsewhere tables of schemas that are left alone: what they refer to stays
 */
@API(status = MAINTAINED, since = "0.1")
public record DiffOptions(
        List<Rename> renames,
        ObjectFilter filter,
        Equivalence sameness,
        NamingConvention naming,
        OperationRewriter rewriter,
        @Nullable Snapshot written,
        List<Table> elsewhere) {
    public DiffOptions {
        renames = List.copyOf(renames);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Everything is compared, as it is written. */
    public static DiffOptions standard() {
        return new DiffOptions(
                List.of(),
                ObjectFilter.all(),
                Equivalence.asWritten(),
                NamingConvention.none(),
                OperationRewriter.none(),
                null,
                List.of());
    }

    public DiffOptions withRenames(List<Rename> decided) {
        return new DiffOptions(decided, filter, sameness, naming, rewriter, written, elsewhere);
    }

    public DiffOptions withFilter(ObjectFilter newFilter) {
        return new DiffOptions(renames, newFilter, sameness, naming, rewriter, written, elsewhere);
    }

    public DiffOptions withSameness(Equivalence newSameness) {
        return new DiffOptions(renames, filter, newSameness, naming, rewriter, written, elsewhere);
    }

    public DiffOptions withWritten(@Nullable Snapshot newWritten) {
        return new DiffOptions(renames, filter, sameness, naming, rewriter, newWritten, elsewhere);
    }

    public DiffOptions withNaming(NamingConvention newNaming) {
        return new DiffOptions(renames, filter, sameness, newNaming, rewriter, written, elsewhere);
    }

    public DiffOptions withRewriter(OperationRewriter newRewriter) {
        return new DiffOptions(renames, filter, sameness, naming, newRewriter, written, elsewhere);
    }

    public DiffOptions withElsewhere(List<Table> newElsewhere) {
        return new DiffOptions(renames, filter, sameness, naming, rewriter, written, newElsewhere);
    }
}
