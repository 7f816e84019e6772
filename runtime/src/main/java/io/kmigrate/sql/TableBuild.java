package io.kmigrate.sql;

import io.kmigrate.sql.SqlAction.Kind;
import java.util.Optional;

/**
 * What MySQL and MariaDB change about a whole table. They copy it while writers wait, or they build it again beside its
 * writers; which of them, MySQL 8.0.31 and MariaDB 11.4 tell when they are asked for {@code LOCK=NONE}.
 */
final class TableBuild {
    private static final String[] COPIES = {
        "ORDER BY",
        "PARTITION BY",
        "REMOVE PARTITIONING",
        "REORGANIZE PARTITION",
        "COALESCE PARTITION",
        "REBUILD PARTITION",
        "OPTIMIZE PARTITION",
        "ALGORITHM = COPY",
        "ALGORITHM COPY"
    };

    private TableBuild() {}

    /** Empty for what leaves the rows where they are. */
    static Optional<Kind> of(SqlTokens action) {
        if (action.seesAny(COPIES)) {
            return Optional.of(Kind.REWRITE);
        }
        if (action.pass("ENGINE")) {
            action.pass("=");
            return Optional.of(action.sees("INNODB") ? Kind.REBUILD : Kind.REWRITE);
        }
        return action.seesAny("ROW_FORMAT", "KEY_BLOCK_SIZE", "FORCE") ? Optional.of(Kind.REBUILD) : Optional.empty();
    }
}
