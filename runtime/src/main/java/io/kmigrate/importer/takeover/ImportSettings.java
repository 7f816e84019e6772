package io.kmigrate.importer.takeover;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The tool whose history was imported.
 *
 * @param from takes over, at the first upgrade, a database that has the tool's table and no version table
 * @param table the tool's history table; null where it has its usual name
 * @param alsoWrite whether each step keeps writing the tool's table, so that the tool still understands the database
 */
@API(status = STABLE, since = "0.1")
public record ImportSettings(OldTool from, @Nullable TableName table, boolean alsoWrite) {
    /** Databases of the tool are taken over; its table is written no more. */
    public static ImportSettings of(OldTool from) {
        return new ImportSettings(from, null, false);
    }

    /** The same with a table of another name. */
    public ImportSettings withTable(TableName value) {
        return new ImportSettings(from, value, alsoWrite);
    }

    /** The same, and each step writes the tool's table, too. */
    public ImportSettings alsoWriting() {
        return new ImportSettings(from, table, true);
    }
}
