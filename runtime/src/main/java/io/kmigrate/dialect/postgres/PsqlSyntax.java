package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.ClientSyntax;
import io.kmigrate.dialect.StatementWords;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** What psql reads beside SQL. Commands begin with a backslash, and the rows of COPY follow it. */
final class PsqlSyntax implements ClientSyntax {
    /** What pg_dump writes around its text, and what sets how psql itself behaves. */
    private static final Pattern HARMLESS = Pattern.compile(
            "\\\\(?:restrict\\s+\\S+|unrestrict\\s+\\S+|connect\\s+-|c\\s+-|set\\s+ON_ERROR_STOP\\b.*|echo\\b.*|qecho\\b.*"
                    + "|timing\\b.*|pset\\b.*|encoding\\s+'?utf-?8'?)\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final int HEAD = 400;

    @Override
    public String client() {
        return "psql";
    }

    @Override
    public Line line(String line) {
        if (!line.startsWith("\\")) {
            return Line.SQL;
        }
        return HARMLESS.matcher(line).matches() ? Line.HARMLESS : Line.REFUSED;
    }

    @Override
    public boolean isFollowedByRows(String statement) {
        List<String> words = new StatementWords(PostgresStatements.RULES).of(statement, HEAD);
        int from = words.lastIndexOf("FROM");
        return !words.isEmpty()
                && words.get(0).equals("COPY")
                && from > 0
                && from + 1 < words.size()
                && words.get(from + 1).equals("STDIN");
    }

    @Override
    public void copy(Connection connection, String statement, Reader rows) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, rows);
    }
}
