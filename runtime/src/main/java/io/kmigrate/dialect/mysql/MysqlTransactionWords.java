package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.TransactionStatement;
import io.kmigrate.dialect.TransactionStatement.Effect;
import io.kmigrate.dialect.TransactionWords;
import java.util.List;
import java.util.Optional;

/** Statements that change a transaction of MySQL and MariaDB. */
final class MysqlTransactionWords extends TransactionWords {
    MysqlTransactionWords() {
        super(MysqlStatements.RULES);
    }

    /** {@code BEGIN NOT ATOMIC} of MariaDB; {@code BEGIN} alone begins a transaction. */
    @Override
    protected boolean isBlock(List<String> head) {
        return head.get(0).equals("BEGIN") && follows(head, "NOT");
    }

    @Override
    protected Optional<TransactionStatement> first(List<String> head) {
        return switch (head.get(0)) {
            case "XA" -> found(Effect.CHANGE, head, 2);
            case "SET" -> assignsAutoCommit(head) ? Optional.of(AUTO_COMMIT) : super.first(head);
            default -> super.first(head);
        };
    }

    private static final TransactionStatement AUTO_COMMIT = new TransactionStatement(Effect.CHANGE, "SET AUTOCOMMIT");

    /** {@code @autocommit} is a variable of the user's, {@code @@autocommit} is the server's. */
    private static boolean assignsAutoCommit(List<String> head) {
        int place = head.indexOf("AUTOCOMMIT");
        boolean isVariable = place > 1
                && head.get(place - 1).equals("@")
                && !head.get(place - 2).equals("@");
        return place > 0 && !isVariable;
    }
}
