package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.lint.LintTarget;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The database that rules are asked about.
 *
 * @param tables those that the judged revisions touch, as they are now
 */
@API(status = INTERNAL, since = "0.1")
public record LintedDatabase(LintTarget target, List<Table> tables) {
    public LintedDatabase {
        tables = List.copyOf(tables);
    }

    /** One that no one asks. */
    public static LintedDatabase offline(LintTarget target) {
        return new LintedDatabase(target, List.of());
    }

    /**
     * A replayed schema with the tables that no script made.
     *
     * @param isNow whether the replay led to what the database has: then large tables count as they are, as in the gate
     */
    public Snapshot in(Snapshot replayed, boolean isNow) {
        Snapshot schema = replayed;
        for (Table table : tables) {
            boolean isMissing = replayed.table(table.name()).isEmpty();
            if (isMissing || (isNow && target.sizes().isLarge(table.name()))) {
                schema = schema.with(table);
            }
        }
        return schema;
    }
}
