package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerResponse
import io.kmigrate.dsl.message.CompilerMessages
import io.kmigrate.failure.MigrationException
import java.lang.reflect.InvocationTargetException
import java.net.JarURLConnection
import java.net.URLClassLoader
import java.nio.file.Path

/**
 * Compiles in this process, in a class loader of its own: the application's classes and the
 * compiler's never meet. The compiler is found on the class path of the application.
 */
internal class IsolatedCompiler(private val folder: CacheFolder) : ScriptCompiler {
    private var loader: ClassLoader? = null

    override fun compile(work: Path) {
        val driver = loader(work).loadClass(DriverJar.MAIN).getMethod("compile", String::class.java)
        try {
            driver.invoke(null, work.toString())
        } catch (failure: InvocationTargetException) {
            throw MigrationException(
                CompilerMessages.failed("${failure.targetException}", Build.kotlin),
                failure.targetException,
            )
        }
        check(CompilerResponse.exists(work))
    }

    /** Kept, since the compiler's classes are what takes time. */
    @Synchronized
    private fun loader(work: Path): ClassLoader =
        loader
            ?: URLClassLoader(
                    "kotlin-compiler",
                    compilerJars()
                        .plusElement(DriverJar.locate(folder, work))
                        .map { it.toUri().toURL() }
                        .toTypedArray(),
                    ClassLoader.getPlatformClassLoader(),
                )
                .also { loader = it }

    private fun compilerJars(): List<Path> {
        val source = IsolatedCompiler::class.java.classLoader
        val jars = MARKERS.associateWith { marker ->
            source.getResource("$marker.class")?.let { jar(it) }
        }
        if (MARKERS.take(REQUIRED).any { jars[it] == null }) {
            throw NoCompilerException(CompilerMessages.noCompilerOnClassPath(Build.kotlin))
        }
        return jars.values.filterNotNull().distinct()
    }

    private fun jar(resource: java.net.URL): Path? =
        (resource.openConnection() as? JarURLConnection)?.jarFileURL?.toPathOrNull()

    private companion object {
        /** One class of every jar; without the first ones nothing compiles. */
        val MARKERS =
            listOf(
                "org/jetbrains/kotlin/cli/jvm/K2JVMCompiler",
                "org/jetbrains/kotlin/scripting/compiler/plugin/ScriptingCommandLineProcessor",
                "org/jetbrains/kotlin/scripting/configuration/ScriptingConfigurationKeys",
                "kotlin/script/experimental/api/ScriptCompilationConfiguration",
                "kotlin/script/experimental/jvm/JvmDependency",
                "kotlin/Unit",
                "kotlin/script/templates/standard/ScriptTemplateWithArgs",
                "kotlin/reflect/full/KClasses",
                "kotlinx/coroutines/CoroutineScope",
                "org/jetbrains/kotlin/daemon/common/CompileService",
                "org/jetbrains/annotations/NotNull",
            )
        const val REQUIRED = 6
    }
}
