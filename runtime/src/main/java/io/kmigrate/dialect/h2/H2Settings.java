package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.NamedSettings;
import io.kmigrate.dialect.NamedSettings.Setting;
import io.kmigrate.dialect.SessionSettings;
import java.util.List;

/** What SET changes of a session of H2 and not of its database. */
final class H2Settings {
    private static final String SETTING =
            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = '%s'";

    static final SessionSettings ALL = new NamedSettings(List.of(
            new Setting("schema", "SELECT REPLACE(CURRENT_SCHEMA, '\"', '\"\"')", "SET SCHEMA \"%s\""),
            // Only a path that a script has set is there; it cannot be unset, but be that of the schema alone.
            new Setting(
                    "schema_search_path",
                    "SELECT COALESCE((SELECT SUBSTRING(STATE_COMMAND, 24) FROM INFORMATION_SCHEMA.SESSION_STATE"
                            + " WHERE STATE_KEY = 'SCHEMA_SEARCH_PATH'), '\"' || CURRENT_SCHEMA || '\"')",
                    "SET SCHEMA_SEARCH_PATH %s"),
            new Setting("lock_timeout", "SELECT LOCK_TIMEOUT()", "SET LOCK_TIMEOUT %s"),
            new Setting("query_timeout", SETTING.formatted("QUERY_TIMEOUT"), "SET QUERY_TIMEOUT %s"),
            new Setting("time_zone", SETTING.formatted("TIME ZONE"), "SET TIME ZONE '%s'"),
            new Setting(
                    "isolation",
                    "SELECT ISOLATION_LEVEL FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()",
                    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL %s")));

    private H2Settings() {}
}
