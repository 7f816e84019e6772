package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem

/** A script that compiles but does not describe a migration. */
public class InvalidScriptException
internal constructor(problems: List<Problem>, cause: Throwable?) :
    MigrationException(problems, cause) {
    public companion object {
        /**
         * The failure to report when the constructor of a compiled script, which runs its top
         * level, threw [failure]. [className] is the script's class, [path] how messages name the
         * script.
         */
        public fun thrownBy(
            className: String,
            path: String,
            failure: Throwable,
        ): InvalidScriptException =
            InvalidScriptException(ScriptPlace(className, path).problems(failure), failure)
    }
}
