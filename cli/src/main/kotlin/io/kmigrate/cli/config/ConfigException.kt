package io.kmigrate.cli.config

import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem

/** The configuration cannot be used as it is. */
internal class ConfigException(problems: List<Problem>, cause: Throwable? = null) :
    MigrationException(problems, cause) {
    constructor(
        code: String,
        message: String,
        location: Location?,
        fix: String,
    ) : this(listOf(Problem(code, message, location, fix)))
}
