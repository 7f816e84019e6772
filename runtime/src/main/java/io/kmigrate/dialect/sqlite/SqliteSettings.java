package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.NamedSettings;
import io.kmigrate.dialect.NamedSettings.Setting;
import io.kmigrate.dialect.SessionSettings;
import java.util.stream.Stream;

/** The pragmas that change what later statements of the connection do. {@link SqliteSession} has the others. */
final class SqliteSettings {
    static final SessionSettings ALL = new NamedSettings(Stream.of(
                    "query_only",
                    "writable_schema",
                    "ignore_check_constraints",
                    "recursive_triggers",
                    "reverse_unordered_selects",
                    "automatic_index",
                    "cell_size_check",
                    "trusted_schema",
                    "busy_timeout",
                    "read_uncommitted")
            .map(name -> new Setting(name, "PRAGMA " + name, "PRAGMA " + name + " = %s"))
            .toList());

    private SqliteSettings() {}
}
