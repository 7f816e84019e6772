package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.described
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

/** Scripts of one compiler call know nothing of each other. */
class HostNamesTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        test("scripts that freeze the same table in different shapes do not collide") {
            val folder = fixture.folder("frozen", *(FROZEN + OTHERS).toTypedArray())
            val source = fixture.source(folder)
            val loaded = source.load(source.revisions())
            described(loaded.getValue("one").up()) shouldBe "execute(sql: students: id, name)"
            described(loaded.getValue("two").up()) shouldBe "execute(sql: students: id, phone)"
            described(loaded.getValue("own").up()) shouldBe "execute(sql: students: id, mail)"
            described(loaded.getValue("noted").up()) shouldBe "execute(sql: students: id)"
            described(loaded.getValue("shell").up()) shouldBe "execute(sql: helper of shell)"
            described(loaded.getValue("helped").up()) shouldBe "execute(sql: helper of helped)"
        }

        test("an error's column is the script's own, on the first line too") {
            val folder =
                fixture.folder(
                    "columns",
                    "first" to "val x: Int = nothing; revision = \"first\"\n",
                    "second" to "revision = \"second\"\nupgrade { nothing() }\n",
                    "third" to "package a.b; val y = nothing\nrevision = \"third\"\n",
                )
            val source = fixture.source(folder)
            val failure = shouldThrow<ScriptProblemsException> { source.load(source.revisions()) }
            failure.problems().map {
                "${it.location()?.line()}:${it.location()?.column()} ${it.location()?.excerpt()}"
            } shouldContainExactly
                listOf(
                    "1:14 val x: Int = nothing; revision = \"first\"",
                    "2:11 upgrade { nothing() }",
                    "1:22 package a.b; val y = nothing",
                )
        }
    })

private fun frozen(id: String, before: String, columns: String) =
    id to
        """
        $before
        revision = "$id"
        object Students : Table("students") { val id = long("id"); $columns }
        upgrade { execute("students: " + Students.columns.joinToString { it.name }) }
        """
            .trimIndent()
            .trim()

private val FROZEN =
    listOf(
        frozen("one", "", "val name = varchar(\"name\", 10)"),
        frozen("two", "// a comment first", "val phone = varchar(\"phone\", 20)"),
        frozen("own", "package school", "val mail = text(\"mail\")"),
        frozen("noted", "@file:Suppress(\"unused\", \"UNUSED_VARIABLE\")", ""),
    )

private val OTHERS =
    listOf("shell", "helped").map { id ->
        id to
            "fun helper() = \"helper of $id\"\nrevision = \"$id\"\nupgrade { execute(helper()) }\n"
    }
