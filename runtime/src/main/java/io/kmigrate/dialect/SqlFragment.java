package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** SQL of a script that becomes a part of a statement. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SqlFragment {
    private SqlFragment() {}

    /** A text that others may follow: if it ends with a comment, the comment ends with its line. */
    public static String closed(String sql) {
        String lastLine = sql.substring(sql.lastIndexOf('\n') + 1);
        boolean mayEndInComment = lastLine.contains("--") || lastLine.contains("#") || lastLine.contains("//");
        return mayEndInComment ? sql + "\n" : sql;
    }
}
