package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.TransactionWords;
import java.util.List;

/** Statements that change a transaction of Oracle. */
final class OracleTransactionWords extends TransactionWords {
    OracleTransactionWords() {
        super(OracleStatements.RULES);
    }

    /** PL/SQL; {@code BEGIN} alone is what other databases say. */
    @Override
    protected boolean isBlock(List<String> head) {
        boolean isPlSql = head.get(0).equals("BEGIN") && head.size() > 1 && !isTransaction(head.get(1));
        return isPlSql || head.get(0).equals("DECLARE") || head.get(0).equals("<");
    }

    private static boolean isTransaction(String second) {
        return second.equals(";") || second.equals("TRANSACTION") || second.equals("WORK");
    }
}
