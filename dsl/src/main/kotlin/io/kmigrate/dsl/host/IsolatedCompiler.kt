package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerResponse
import io.kmigrate.dsl.message.CompilerMessages
import io.kmigrate.failure.MigrationException
import java.lang.ref.SoftReference
import java.lang.reflect.InvocationTargetException
import java.net.JarURLConnection
import java.net.URLClassLoader
import java.nio.file.Path

/**
 * Compiles in this process, in a class loader of its own: the application's classes and the
 * compiler's never meet. The compiler is found on the class path of the application.
 */
internal class IsolatedCompiler(private val folder: CacheFolder) : ScriptCompiler {
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

    override fun require() {
        compilerJars()
    }

    private fun loader(work: Path): ClassLoader {
        val jars = compilerJars()
        return synchronized(warm) {
            warm[jars]?.get()
                ?: newLoader(jars.plusElement(DriverJar.locate(folder, work))).also {
                    warm[jars] = SoftReference(it)
                }
        }
    }

    private fun newLoader(jars: List<Path>): ClassLoader =
        URLClassLoader(
            "kotlin-compiler",
            jars.map { it.toUri().toURL() }.toTypedArray(),
            ClassLoader.getPlatformClassLoader(),
        )

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
        /**
         * Loaders by the compiler's jars, for all of this process: a compiler that has run before
         * takes a tenth of the time. Given up when memory is short.
         */
        val warm = HashMap<List<Path>, SoftReference<ClassLoader>>()

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
