package io.kmigrate.dsl.script

import kotlin.script.experimental.api.ScriptAcceptedLocation
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.acceptedLocations
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.ide
import kotlin.script.experimental.jvm.dependenciesFromClassContext
import kotlin.script.experimental.jvm.jvm
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * What an IDE and the host know about the scripts before compiling one.
 *
 * An action of a foreign key is Exposed's [org.jetbrains.exposed.v1.core.ReferenceOption]
 * everywhere, so that `onDelete = CASCADE` means the same in Exposed's functions and in ours.
 */
@API(status = INTERNAL, since = "0.1")
public object MigrationScriptConfiguration :
    ScriptCompilationConfiguration({
        defaultImports(
            "org.jetbrains.exposed.v1.core.*",
            "org.jetbrains.exposed.v1.jdbc.*",
            "org.jetbrains.exposed.v1.javatime.*",
            "io.kmigrate.dsl.builder.ColumnsScope",
            "io.kmigrate.dsl.builder.ModelTable",
            "io.kmigrate.dsl.builder.OperationScope",
            "io.kmigrate.dsl.builder.TableScope",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "io.kmigrate.operation.Dependants.REBUILD",
            "io.kmigrate.operation.Dependants.REFUSE",
            "org.jetbrains.exposed.v1.core.ReferenceOption.CASCADE",
            "org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION",
            "org.jetbrains.exposed.v1.core.ReferenceOption.RESTRICT",
            "org.jetbrains.exposed.v1.core.ReferenceOption.SET_DEFAULT",
            "org.jetbrains.exposed.v1.core.ReferenceOption.SET_NULL",
        )
        // Migrations lie in a folder of their own, which is no source root.
        ide { acceptedLocations(ScriptAcceptedLocation.Everywhere) }
        jvm { dependenciesFromClassContext(MigrationScript::class, wholeClasspath = true) }
    }) {
    private fun readResolve(): Any = MigrationScriptConfiguration
}
