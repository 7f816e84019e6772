package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.TransactionStatement;
import io.kmigrate.dialect.TransactionStatement.Effect;
import io.kmigrate.dialect.TransactionWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements that change a transaction of SQL Server. */
final class SqlServerTransactionWords extends TransactionWords {
    private static final Set<String> MODULES = Set.of("PROC", "PROCEDURE", "FUNCTION", "TRIGGER", "VIEW");

    SqlServerTransactionWords() {
        super(Batches.RULES);
    }

    /** A batch, but for one that makes a program: what its body says runs later. */
    @Override
    protected boolean isBlock(List<String> head) {
        boolean isDefinition = head.get(0).equals("CREATE") || head.get(0).equals("ALTER");
        return !isDefinition || head.stream().limit(4).noneMatch(MODULES::contains);
    }

    /** Nothing need stand between two statements, and the words are reserved. */
    @Override
    protected boolean beginsStatement(String before) {
        return true;
    }

    @Override
    protected Optional<TransactionStatement> inBlock(List<String> head) {
        return switch (head.get(0)) {
            case "BEGIN" ->
                follows(head, "TRAN") || follows(head, "TRANSACTION") || follows(head, "DISTRIBUTED")
                        ? found(Effect.BEGIN, head, 2)
                        : Optional.empty();
            case "COMMIT" -> found(Effect.END, head, 1);
            case "ROLLBACK" ->
                namesSavepoint(head) ? savepoint(Effect.USE_SAVEPOINT, head) : found(Effect.END, head, 1);
            case "SAVE" ->
                follows(head, "TRAN") || follows(head, "TRANSACTION")
                        ? savepoint(Effect.SET_SAVEPOINT, head)
                        : Optional.empty();
            case "SET" ->
                follows(head, "TRANSACTION") || follows(head, "IMPLICIT_TRANSACTIONS")
                        ? found(Effect.CHANGE, head, 2)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code ROLLBACK TRAN name}; a transaction's own name there is taken for a savepoint's, and refused as well. */
    private static boolean namesSavepoint(List<String> head) {
        return head.size() > 2
                && (follows(head, "TRAN") || follows(head, "TRANSACTION"))
                && Character.isLetter(head.get(2).charAt(0));
    }
}
