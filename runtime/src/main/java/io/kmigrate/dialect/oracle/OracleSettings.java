package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.NamedSettings;
import io.kmigrate.dialect.NamedSettings.Setting;
import io.kmigrate.dialect.SessionSettings;
import java.util.stream.Stream;

/** What ALTER SESSION changes of how names and values are read. */
final class OracleSettings {
    private static final String PARAMETER = "SELECT value FROM nls_session_parameters WHERE parameter = '%s'";

    static final SessionSettings ALL = new NamedSettings(Stream.concat(
                    Stream.of(
                            new Setting(
                                    "current_schema",
                                    "SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM dual",
                                    "ALTER SESSION SET CURRENT_SCHEMA = \"%s\""),
                            new Setting(
                                    "time_zone",
                                    "SELECT SESSIONTIMEZONE FROM dual",
                                    "ALTER SESSION SET TIME_ZONE = '%s'")),
                    Stream.of(
                                    "NLS_DATE_FORMAT",
                                    "NLS_TIMESTAMP_FORMAT",
                                    "NLS_TIMESTAMP_TZ_FORMAT",
                                    "NLS_NUMERIC_CHARACTERS",
                                    "NLS_LANGUAGE",
                                    "NLS_TERRITORY",
                                    "NLS_SORT",
                                    "NLS_COMP",
                                    "NLS_LENGTH_SEMANTICS")
                            .map(name -> new Setting(
                                    name, PARAMETER.formatted(name), "ALTER SESSION SET " + name + " = '%s'")))
            .toList());

    private OracleSettings() {}
}
