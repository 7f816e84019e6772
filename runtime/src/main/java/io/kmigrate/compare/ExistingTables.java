package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;

/**
 * The tables and enumerations that scripts know: at the revision that a database should have, or later.
 *
 * @param wanted at that revision
 * @param last at the heads
 */
@API(status = INTERNAL, since = "0.1")
public record ExistingTables(Snapshot wanted, Snapshot last) implements ObjectFilter {
    @Override
    public boolean includes(Kind kind, TableName name) {
        return switch (kind) {
            case TABLE -> wanted.table(name).isPresent() || last.table(name).isPresent();
            case ENUM ->
                wanted.object(DatabaseEnum.class, name).isPresent()
                        || last.object(DatabaseEnum.class, name).isPresent();
            case SCHEMA, SEQUENCE, VIEW, PROGRAM -> false;
        };
    }
}
