package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.TransactionStatement;
import io.kmigrate.dialect.TransactionStatement.Effect;
import io.kmigrate.dialect.TransactionWords;
import java.util.List;
import java.util.Optional;

/** Statements that change a transaction of H2. */
final class H2TransactionWords extends TransactionWords {
    H2TransactionWords() {
        super(H2Statements.RULES);
    }

    @Override
    protected Optional<TransactionStatement> first(List<String> head) {
        boolean isAutoCommit = head.get(0).equals("SET") && follows(head, "AUTOCOMMIT");
        return isAutoCommit ? found(Effect.CHANGE, head, 2) : super.first(head);
    }
}
