package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.ClientSyntax;

/** What sqlcmd reads beside SQL: commands that begin with a colon or two exclamation marks. */
final class SqlcmdSyntax implements ClientSyntax {
    @Override
    public String client() {
        return "sqlcmd";
    }

    @Override
    public Line line(String line) {
        return line.startsWith(":") || line.startsWith("!!") ? Line.REFUSED : Line.SQL;
    }
}
