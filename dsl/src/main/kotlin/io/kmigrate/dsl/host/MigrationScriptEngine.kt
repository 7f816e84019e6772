package io.kmigrate.dsl.host

import io.kmigrate.failure.MigrationException
import io.kmigrate.revision.Migration
import java.io.Reader
import javax.script.AbstractScriptEngine
import javax.script.Bindings
import javax.script.Compilable
import javax.script.CompiledScript as CompiledProgram
import javax.script.ScriptContext
import javax.script.ScriptEngine
import javax.script.ScriptEngineFactory
import javax.script.ScriptException
import javax.script.SimpleBindings
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL
import org.slf4j.LoggerFactory

/**
 * Compiles and evaluates single scripts through `javax.script`: `eval` returns the [Migration].
 * Bindings that are texts are the script's `parameters`; [ScriptEngine.FILENAME] names the script
 * in messages. A [ScriptException] speaks of the first problem, and its cause holds all of them.
 */
@API(status = INTERNAL, since = "0.1")
public class MigrationScriptEngine internal constructor(private val factory: ScriptEngineFactory) :
    AbstractScriptEngine(), Compilable {
    private val host by lazy {
        ScriptHost.of(null) { LoggerFactory.getLogger(MigrationScriptEngine::class.java).warn(it) }
    }

    @Throws(ScriptException::class)
    override fun eval(script: String, context: ScriptContext): Migration =
        prepare(script, context).evaluate(context)

    @Throws(ScriptException::class)
    override fun eval(reader: Reader, context: ScriptContext): Migration =
        eval(reader.readText(), context)

    @Throws(ScriptException::class)
    override fun compile(script: String): CompiledProgram {
        val prepared = prepare(script, getContext())
        return object : CompiledProgram() {
            override fun eval(context: ScriptContext): Migration = prepared.evaluate(context)

            override fun getEngine(): ScriptEngine = this@MigrationScriptEngine
        }
    }

    @Throws(ScriptException::class)
    override fun compile(script: Reader): CompiledProgram = compile(script.readText())

    override fun createBindings(): Bindings = SimpleBindings()

    override fun getFactory(): ScriptEngineFactory = factory

    private fun prepare(script: String, context: ScriptContext): PreparedScript = reporting {
        val name = context.getAttribute(ScriptEngine.FILENAME) as? String ?: "script.migration.kts"
        host.prepare(listOf(Script(name, script))).single()
    }

    private fun PreparedScript.evaluate(context: ScriptContext): Migration = reporting {
        evaluate(parameters(context))
    }

    /** The engine's own bindings hide global ones. */
    private fun parameters(context: ScriptContext): Map<String, String> = buildMap {
        context.scopes.sortedDescending().forEach { scope ->
            context.getBindings(scope)?.forEach { (name, value) ->
                if (value is String && !name.startsWith("javax.script.")) {
                    put(name, value)
                }
            }
        }
    }

    private fun <T> reporting(action: () -> T): T =
        try {
            action()
        } catch (failure: MigrationException) {
            val problem = failure.problems().first()
            val place = problem.location()
            throw ScriptException(
                    problem.message(),
                    place?.file(),
                    place?.line()?.takeIf { it > 0 } ?: UNKNOWN,
                    place?.column()?.takeIf { it > 0 } ?: UNKNOWN,
                )
                .initCause(failure)
        }

    private companion object {
        const val UNKNOWN = -1
    }
}
