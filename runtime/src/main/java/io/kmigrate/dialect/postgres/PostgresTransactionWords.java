package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.TransactionStatement;
import io.kmigrate.dialect.TransactionStatement.Effect;
import io.kmigrate.dialect.TransactionWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements that change a transaction of PostgreSQL. */
final class PostgresTransactionWords extends TransactionWords {
    /** Settings of the transaction alone: SET TRANSACTION in other words. */
    private static final Set<String> SETTINGS =
            Set.of("TRANSACTION_ISOLATION", "TRANSACTION_READ_ONLY", "TRANSACTION_DEFERRABLE");

    PostgresTransactionWords() {
        super(PostgresStatements.RULES);
    }

    @Override
    protected Optional<TransactionStatement> first(List<String> head) {
        if (head.get(0).equals("DISCARD") && follows(head, "ALL")) {
            return found(Effect.DISCARD, head, 2);
        }
        boolean isSetting = head.get(0).equals("SET") && head.stream().limit(3).anyMatch(SETTINGS::contains);
        return isSetting ? found(Effect.CHANGE, head, 2) : super.first(head);
    }
}
