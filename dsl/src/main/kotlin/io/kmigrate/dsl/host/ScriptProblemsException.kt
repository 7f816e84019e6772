package io.kmigrate.dsl.host

import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * Scripts that cannot be read, compiled or evaluated: all problems of all scripts, in file order.
 */
@API(status = STABLE, since = "0.1")
public class ScriptProblemsException
internal constructor(problems: List<Problem>, cause: Throwable? = null) :
    MigrationException(problems, cause)
