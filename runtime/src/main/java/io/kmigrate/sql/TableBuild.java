package io.kmigrate.sql;

import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What MySQL and MariaDB change about a whole table. They copy it, while writers wait, or they build it again beside its
 * writers: MySQL that is asked for {@code LOCK=NONE} refuses the one, and does the other.
 */
final class TableBuild {
    private static final List<String> COPIES = List.of(
            "ORDER BY",
            "PARTITION BY",
            "REMOVE PARTITIONING",
            "REORGANIZE PARTITION",
            "COALESCE PARTITION",
            "REBUILD PARTITION",
            "OPTIMIZE PARTITION",
            "ALGORITHM = COPY",
            "ALGORITHM COPY");

    /** Words that begin an action about columns or keys; options of the table begin with their own names. */
    private static final String[] PARTS = {"ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME"};

    private TableBuild() {}

    /** Of all actions behind the name of the table; empty for those that leave its rows where they are. */
    static Optional<Kind> of(SqlTokens actions) {
        if (COPIES.stream().anyMatch(actions::has)) {
            return Optional.of(Kind.REWRITE);
        }
        return actions.parts().stream()
                .filter(part -> !part.seesAny(PARTS))
                .flatMap(part -> option(part).stream())
                .findFirst();
    }

    private static Optional<Kind> option(SqlTokens part) {
        if (part.has("ENGINE")) {
            part.before("ENGINE");
            part.pass("ENGINE");
            part.pass("=");
            return Optional.of(part.sees("INNODB") ? Kind.REBUILD : Kind.REWRITE);
        }
        boolean isBuilt = part.has("ROW_FORMAT") || part.has("KEY_BLOCK_SIZE") || part.sees("FORCE");
        return isBuilt ? Optional.of(Kind.REBUILD) : Optional.empty();
    }
}
