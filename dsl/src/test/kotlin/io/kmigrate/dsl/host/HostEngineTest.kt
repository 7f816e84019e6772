package io.kmigrate.dsl.host

import io.kmigrate.revision.Migration
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.annotation.Isolate
import io.kotest.core.spec.style.FunSpec
import io.kotest.extensions.system.OverrideMode.SetOrOverride
import io.kotest.extensions.system.withSystemProperty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import javax.script.Compilable
import javax.script.ScriptEngine
import javax.script.ScriptEngineManager
import javax.script.ScriptException
import javax.script.SimpleBindings

@Isolate
class HostEngineTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        fun <T> engine(action: (ScriptEngine) -> T): T =
            withSystemProperty(
                "kmigrate.cache",
                "${fixture.root.resolve("cache")}",
                SetOrOverride,
            ) {
                action(ScriptEngineManager().getEngineByExtension("migration.kts"))
            }

        test("an engine evaluates a script to its migration, and reports the place of an error") {
            engine { engine ->
                val text = HostFixture.script("a", "message = parameters[\"who\"].orEmpty()")
                val migration = engine.eval(text, SimpleBindings(mapOf("who" to "me", "x" to 1)))
                migration.shouldBeInstanceOf<Migration>().revision().message() shouldBe "me"

                val compiled = (engine as Compilable).compile(text)
                engine.put("who", "you")
                (compiled.eval() as Migration).revision().message() shouldBe "you"

                engine.put(ScriptEngine.FILENAME, "scripts/b.migration.kts")
                val failure =
                    shouldThrow<ScriptException> { engine.eval("revision = \"a\"\n\n  nothing()") }
                failure.fileName shouldBe "scripts/b.migration.kts"
                failure.lineNumber shouldBe 3
                failure.columnNumber shouldBe 3
                failure.message shouldBe
                    "Unresolved reference 'nothing' in scripts/b.migration.kts at line number 3 at column number 3"
                failure.cause.shouldBeInstanceOf<ScriptProblemsException>()
            }
        }
    })
