package io.kmigrate.dsl.source

import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.Repeatable
import io.kmigrate.repeatable.Repeatable.Kind
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * The text of a script that declares objects, such as those that another tool ran again and again.
 */
@API(status = INTERNAL, since = "0.1")
public object RepeatableText {
    /**
     * A script that declares [objects].
     *
     * @param remarks what a person should know, a comment each
     * @param environments those that the script is for; none for all
     */
    public fun of(
        objects: List<DeclaredRepeatable>,
        remarks: List<String> = emptyList(),
        environments: List<String> = emptyList(),
    ): String {
        val comments =
            remarks.map { CallLayout.comment(it, 0) } +
                listOf(listOf("onlyIn(${literals(environments)})")).filter {
                    environments.isNotEmpty()
                }
        val calls = objects.map { declared ->
            val databases = declared.databases().sorted()
            if (databases.isEmpty()) call(declared.`object`(), 0)
            else
                listOf("on(${literals(databases)}) {") +
                    call(declared.`object`(), INDENT) +
                    listOf("}")
        }
        return (comments + calls).joinToString("\n\n") { it.joinToString("\n") } + "\n"
    }

    private fun call(declared: Repeatable, indent: Int): List<String> {
        val needs = declared.needs().takeIf { it.isNotEmpty() }?.let(::listText)
        return CallLayout.of(
            call(word(declared.kind()), *arguments(declared), named("dependsOn", needs)),
            indent,
        )
    }

    private fun word(kind: Kind): String =
        if (kind == Kind.MATERIALIZED_VIEW) "view" else kind.name.lowercase()

    private fun arguments(declared: Repeatable): Array<String?> {
        val text = sqlText(declared.text())
        val name = literal(declared.name().name())
        val schema = named("schema", declared.name().schema()?.let(::literal))
        val drop = declared.drop()?.let(::sqlText)
        return when (declared.kind()) {
            Kind.VIEW,
            Kind.MATERIALIZED_VIEW -> {
                val kept = flag("materialized", declared.kind() == Kind.MATERIALIZED_VIEW)
                arrayOf(name, text, kept, schema)
            }
            Kind.FUNCTION,
            Kind.PROCEDURE,
            Kind.AGGREGATE ->
                arrayOf(
                    name,
                    text,
                    named("arguments", declared.arguments()?.let(::literal)),
                    schema,
                )
            Kind.TRIGGER -> arrayOf(name, literal(declared.table()!!.name()), text, schema)
            Kind.SQL -> arrayOf(name, text, named("drop", drop))
            Kind.GRANT -> arrayOf(text, named("revoke", drop))
        }
    }

    private const val INDENT = 4
}
