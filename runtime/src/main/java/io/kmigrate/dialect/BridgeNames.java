package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;

/** Names of triggers that bridge two releases. */
@API(status = INTERNAL, since = "0.1")
public final class BridgeNames {
    /** Every database takes as much, with an end of its own behind it. */
    private static final int LONGEST = 50;

    private BridgeNames() {}

    /** {@code end}: tells several of one column apart. */
    public static String of(TableName table, String column, String end) {
        String name = "kmigrate_" + table.name() + "_" + column;
        String shortened = name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - 9) + "_" + Integer.toHexString(name.hashCode());
        return shortened + end;
    }
}
