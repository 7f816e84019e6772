package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * A change for which the server copies the whole table while others wait, and which another program can do instead.
 *
 * @param alter the statement without {@code ALTER TABLE} and the name
 * @param isDone whether the catalog shows that it is done; false also where it cannot tell
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CopyingAlter(TableName table, String alter, Predicate<Catalog> isDone) {}
