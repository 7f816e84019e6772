package io.kmigrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows whose foreign key points at nothing, by the two tables; a table without row ids gives none. */
final class ForeignKeyViolations {
    private static final int SHOWN = 10;

    private final Map<Pair, List<String>> rows = new TreeMap<>();

    private boolean isUnknown;

    private ForeignKeyViolations() {}

    private record Pair(String child, String parent) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byChild = child.compareTo(other.child);
            return byChild == 0 ? parent.compareTo(other.parent) : byChild;
        }
    }

    static ForeignKeyViolations none() {
        return new ForeignKeyViolations();
    }

    /**
     * What is wrong before anything changes. SQLite cannot check at all while some key references what is
     * not unique: then nothing is known, and {@link #isUnknown} says so.
     */
    static ForeignKeyViolations findIfPossible(Connection connection) throws SQLException {
        try {
            return find(connection);
        } catch (SQLException failure) {
            if (!String.valueOf(failure.getMessage()).contains("foreign key mismatch")) {
                throw failure;
            }
            ForeignKeyViolations unknown = none();
            unknown.isUnknown = true;
            return unknown;
        }
    }

    boolean isUnknown() {
        return isUnknown;
    }

    static ForeignKeyViolations find(Connection connection) throws SQLException {
        ForeignKeyViolations result = new ForeignKeyViolations();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (found.next()) {
                result.rows
                        .computeIfAbsent(new Pair(found.getString(1), found.getString(3)), pair -> new ArrayList<>())
                        .add(String.valueOf(found.getString(2)));
            }
        }
        return result;
    }

    /** The sentence about what is worse than {@code before}; row ids may have changed, so rows are counted. */
    Optional<String> worseThan(ForeignKeyViolations before) {
        List<String> sentences = new ArrayList<>();
        rows.forEach((pair, found) -> {
            int old = before.rows.getOrDefault(pair, List.of()).size();
            if (found.size() > old) {
                sentences.add(found.size() + " row" + (found.size() == 1 ? "" : "s") + " of " + pair.child()
                        + " would point at no row of " + pair.parent()
                        + (old == 0 ? "" : ", " + old + " of them already before") + ": rowid "
                        + String.join(", ", found.subList(0, Math.min(SHOWN, found.size())))
                        + (found.size() > SHOWN ? ", …" : ""));
            }
        });
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences));
    }
}
