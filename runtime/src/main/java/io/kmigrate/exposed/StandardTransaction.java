package io.kmigrate.exposed;

import java.util.function.Supplier;
import org.jetbrains.exposed.v1.core.DatabaseApi;
import org.jetbrains.exposed.v1.core.Expression;
import org.jetbrains.exposed.v1.core.Table;
import org.jetbrains.exposed.v1.core.Transaction;
import org.jetbrains.exposed.v1.core.transactions.TransactionManagerApi;
import org.jetbrains.exposed.v1.core.transactions.TransactionsKt;
import org.jspecify.annotations.Nullable;

/**
 * The transaction Exposed asks for before it renders an expression. It stands on the thread's stack while
 * {@link #during} runs, hides one the caller may be in, and leaves nothing behind.
 */
final class StandardTransaction extends Transaction {
    private final DatabaseApi database = new StandardDatabase();

    static <T> T during(Supplier<T> work) {
        return TransactionsKt.withThreadLocalTransaction(new StandardTransaction(), work::get);
    }

    /** The expression as SQL text, with the columns of {@code table} named without it. */
    static String render(Table table, Expression<?> expression) {
        String text = StandardLiterals.render(expression);
        String prefix = TransactionsKt.currentTransaction().identity(table) + ".";
        return StandardNames.quoted(text.replace(prefix, ""));
    }

    @Override
    public DatabaseApi getDb() {
        return database;
    }

    @Override
    public TransactionManagerApi getTransactionManager() {
        throw new UnsupportedOperationException("a rendering transaction has no manager");
    }

    @Override
    public boolean getReadOnly() {
        return true;
    }

    @Override
    public @Nullable Transaction getOuterTransaction() {
        return null;
    }
}
