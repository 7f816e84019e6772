package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.NamedSettings;
import io.kmigrate.dialect.NamedSettings.Setting;
import io.kmigrate.dialect.SessionSettings;
import java.util.List;
import java.util.Locale;

/** What USE and SET change of a session; sys.dm_exec_sessions shows a session itself without a right. */
final class SqlServerSettings {
    private static final String SESSION = "SELECT %s FROM sys.dm_exec_sessions WHERE session_id = @@SPID";

    static final SessionSettings ALL = new NamedSettings(List.of(
            new Setting("database", "SELECT REPLACE(DB_NAME(), ']', ']]')", "USE [%s]"),
            new Setting("lock_timeout", "SELECT @@LOCK_TIMEOUT", "SET LOCK_TIMEOUT %s"),
            new Setting("language", "SELECT @@LANGUAGE", "SET LANGUAGE [%s]"),
            new Setting("date_first", "SELECT @@DATEFIRST", "SET DATEFIRST %s"),
            new Setting("date_format", SESSION.formatted("date_format"), "SET DATEFORMAT %s"),
            onOff("quoted_identifier"),
            onOff("ansi_nulls"),
            onOff("ansi_padding"),
            onOff("ansi_warnings"),
            onOff("arithabort"),
            onOff("concat_null_yields_null")));

    private SqlServerSettings() {}

    private static Setting onOff(String name) {
        return new Setting(
                name,
                SESSION.formatted("CASE " + name + " WHEN 1 THEN 'ON' ELSE 'OFF' END"),
                "SET " + name.toUpperCase(Locale.ROOT) + " %s");
    }
}
