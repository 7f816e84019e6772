package io.kmigrate.compare;

import io.kmigrate.dialect.UnsupportedObject;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys to tables that are not there, which some databases put up with: no script can make them.
 *
 * @param schema without them
 * @param lost what they are
 */
record DanglingForeignKeys(Snapshot schema, List<UnsupportedObject> lost) {
    DanglingForeignKeys {
        lost = List.copyOf(lost);
    }

    static DanglingForeignKeys of(Snapshot schema) {
        Snapshot result = schema;
        List<UnsupportedObject> lost = new ArrayList<>();
        for (Table table : schema.tables()) {
            List<ForeignKey> kept = new ArrayList<>();
            for (ForeignKey key : table.foreignKeys()) {
                if (key.referencedTable().schema() != null
                        || schema.table(key.referencedTable()).isPresent()) {
                    kept.add(key);
                } else {
                    lost.add(new UnsupportedObject(
                            "foreign key to a table that is not there:",
                            table.name() + " (" + String.join(", ", key.columns()) + ") to " + key.referencedTable(),
                            table.name(),
                            null));
                }
            }
            result = result.with(table.withForeignKeys(kept));
        }
        return new DanglingForeignKeys(result, lost);
    }

    /** {@code others}, and then these. */
    UnsupportedObjects and(UnsupportedObjects others) {
        return others.and(new UnsupportedObjects(lost, List.of()));
    }
}
