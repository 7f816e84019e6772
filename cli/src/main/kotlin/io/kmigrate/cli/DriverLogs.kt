package io.kmigrate.cli

import java.util.logging.Level
import java.util.logging.Logger

/**
 * Drivers log what they then throw, in many lines of their own. We tell it once. A user who
 * configures logging, by MIGRATE_JAVA_OPTS, wants to see it.
 */
internal object DriverLogs {
    /** Kept: a logger that nobody holds is forgotten, and its level with it. */
    private val loggers =
        listOf("org.postgresql", "org.mariadb", "com.mysql", "com.microsoft.sqlserver", "oracle")
            .map(Logger::getLogger)

    fun silence() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            loggers.forEach { it.level = Level.OFF }
        }
    }
}
