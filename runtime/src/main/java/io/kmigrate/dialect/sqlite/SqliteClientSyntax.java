package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.ClientSyntax;

/** What sqlite3 reads beside SQL: commands that begin with a dot. */
final class SqliteClientSyntax implements ClientSyntax {
    @Override
    public String client() {
        return "sqlite3";
    }

    @Override
    public Line line(String line) {
        return line.startsWith(".") ? Line.REFUSED : Line.SQL;
    }
}
