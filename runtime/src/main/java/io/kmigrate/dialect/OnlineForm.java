package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is done while others use its table: by its plain statements, which keep nobody waiting, in parts, or
 * not at all. All parts together leave the schema that the plain statements leave.
 *
 * @param parts in order; none where the plain statements will do
 * @param leftovers what the parts make for themselves, and what they leave when they are given up
 * @param obstacle why there are no parts although the plain statements keep others waiting; null where they do not
 * @param copying what a program of the user's could do instead, where there are no parts; null for nothing
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record OnlineForm(
        List<OnlinePart> parts,
        List<Leftover> leftovers,
        @Nullable String obstacle,
        @Nullable CopyingAlter copying) {
    /** The plain statements keep nobody waiting. */
    public static final OnlineForm PLAIN = new OnlineForm(List.of(), List.of(), null, null);

    public OnlineForm {
        parts = List.copyOf(parts);
        leftovers = List.copyOf(leftovers);
    }

    /** In parts. */
    public OnlineForm(List<OnlinePart> parts, List<Leftover> leftovers, @Nullable String obstacle) {
        this(parts, leftovers, obstacle, null);
    }

    /** The same, where a program of the user's could do it. */
    public OnlineForm orBy(CopyingAlter change) {
        return new OnlineForm(parts, leftovers, obstacle, change);
    }

    /** The same with what a program of the user's does as its one part. */
    public OnlineForm byProgram() {
        return copying == null ? this : of(OnlinePart.outside(copying));
    }

    /** In parts that leave nothing of their own. */
    public static OnlineForm of(OnlinePart... parts) {
        return new OnlineForm(List.of(parts), List.of(), null, null);
    }

    /** Others have to wait. {@code obstacle}: why. */
    public static OnlineForm missing(String obstacle) {
        return new OnlineForm(List.of(), List.of(), obstacle, null);
    }

    /** Whether rows of a table can be changed in batches: along a primary key whose values stand in an order. */
    public static boolean hasOrder(Catalog catalog, TableName table, BatchSql batches) {
        return catalog.table(table)
                .filter(found -> found.primaryKey() != null
                        && found.primaryKey().columns().stream()
                                .allMatch(name -> found.column(name)
                                        .filter(batches::canCompare)
                                        .isPresent()))
                .isPresent();
    }

    public boolean isInParts() {
        return !parts.isEmpty();
    }

    /** How many parts are done: those up to the last that the catalog shows. */
    public int partsDone(Catalog catalog) {
        for (int place = parts.size() - 1; place >= 0; place--) {
            if (parts.get(place).isDone().test(catalog)) {
                return place + 1;
            }
        }
        return 0;
    }

    /** What is there of the leftovers. */
    public List<Leftover> leftovers(Catalog catalog) {
        return leftovers.stream()
                .filter(leftover -> leftover.isThere().test(catalog))
                .toList();
    }
}
