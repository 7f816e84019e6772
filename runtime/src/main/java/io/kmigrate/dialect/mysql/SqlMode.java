package io.kmigrate.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code sql_mode} of a session. Drivers add to it what nobody asked for: programs would be stored with that, and
 * {@code CREATE TABLE count (id INT)} is refused under IGNORE_SPACE.
 *
 * @param found what the session has
 * @param server what a session has by itself
 */
record SqlMode(String found, String server) {
    /** MariaDB's driver sets the first, and each driver the second where it is not set. */
    private static final Set<String> OF_DRIVERS = Set.of("IGNORE_SPACE", "STRICT_TRANS_TABLES");

    static SqlMode of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@session.sql_mode, @@global.sql_mode")) {
            row.next();
            return new SqlMode(row.getString(1), row.getString(2));
        }
    }

    /** The server's, unless the session was given another: that stays, except for what no one chooses. */
    String wanted() {
        if (modes(found, OF_DRIVERS).equals(modes(server, OF_DRIVERS))) {
            return server;
        }
        Set<String> unchosen = modes(server, Set.of()).contains("IGNORE_SPACE") ? Set.of() : Set.of("IGNORE_SPACE");
        return Arrays.stream(found.split(","))
                .filter(mode -> !unchosen.contains(mode))
                .collect(Collectors.joining(","));
    }

    /** Without what says how texts of SQL are read, and nothing of what they do. */
    String meaning() {
        return String.join(
                ",",
                Arrays.stream(wanted().split(","))
                        .filter(mode -> !mode.equals("IGNORE_SPACE"))
                        .toList());
    }

    boolean isAsWanted() {
        return found.equals(wanted());
    }

    private static Set<String> modes(String text, Set<String> without) {
        return Arrays.stream(text.split(","))
                .filter(mode -> !mode.isEmpty() && !without.contains(mode))
                .collect(Collectors.toSet());
    }
}
