package io.kmigrate.dsl.host

import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem

/**
 * Scripts that cannot be read, compiled or evaluated: all problems of all scripts, in file order.
 */
public class ScriptProblemsException
internal constructor(problems: List<Problem>, cause: Throwable? = null) :
    MigrationException(problems, cause)
