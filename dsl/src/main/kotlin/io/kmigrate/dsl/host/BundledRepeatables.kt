package io.kmigrate.dsl.host

import io.kmigrate.bundle.Bundle
import io.kmigrate.bundle.BundledRepeatable
import io.kmigrate.bundle.BundledScript
import io.kmigrate.dsl.script.RepeatableScript
import io.kmigrate.message.BundleMessages
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.RepeatableFile
import io.kmigrate.repeatable.RepeatableSource

/** The objects that follow their text, of a bundle. Knows no compiler. */
internal class BundledRepeatables(private val bundle: Bundle, private val parent: ClassLoader) :
    RepeatableSource {
    private val scripts = bundle.index().repeatables()

    override fun files(): List<RepeatableFile> = scripts.map { it.file() }

    override fun load(): List<DeclaredRepeatable> {
        val entries = bundle.read(scripts.flatMap { it.classes().map(BundledScript::classEntry) })
        val compiled = scripts.map { script ->
            CompiledScript(
                script.mainClass(),
                script.classes().associateWith {
                    entries.getValue(BundledScript.classEntry(it))
                },
            )
        }
        val loader = ScriptClassLoader(parent, compiled)
        return scripts.mapReporting { objects(it, loader) }.flatten()
    }

    private fun objects(script: BundledRepeatable, loader: ClassLoader): List<DeclaredRepeatable> {
        val file = RepeatableScripts.Named(script.file().name(), Script(script.file().path(), ""))
        val type = loader.loadClass(script.mainClass())
        if (!RepeatableScript::class.java.isAssignableFrom(type)) {
            val problem = BundleMessages.foreignClass("${bundle.place()}", script.mainClass())
            throw ScriptProblemsException(listOf(problem))
        }
        return RepeatableScripts.evaluate(file, type)
    }
}
