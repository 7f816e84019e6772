package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.ClientScript;
import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.operation.Operation;
import java.util.List;

/** Writes scripts for the client of SQLite. */
record SqliteScript(String dialect) implements ClientScript {
    /** A client's foreign keys stay off after a rebuild: that is how the sqlite3 client starts. */
    @Override
    public TransactionMarks transactionMarks(List<Operation> operations) {
        RebuildCheck mayRebuild = new RebuildCheck();
        boolean rebuilds = operations.stream().anyMatch(operation -> operation.accept(mayRebuild));
        List<String> before =
                rebuilds ? List.of("PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE") : List.of("BEGIN IMMEDIATE");
        return new TransactionMarks(before, List.of("COMMIT"));
    }

    @Override
    public ClientSyntax syntax() {
        return new SqliteClientSyntax();
    }

    @Override
    public String command() {
        return "sqlite3 -bail DATABASE < FILE";
    }
}
