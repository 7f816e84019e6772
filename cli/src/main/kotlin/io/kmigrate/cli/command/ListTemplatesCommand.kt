package io.kmigrate.cli.command

import io.kmigrate.failure.Outcome

internal class ListTemplatesCommand :
    StandaloneCommand(
        "list-templates",
        "List the templates of `migrate init`.",
        listOf(
            "migrate list-templates" to "one line for each template",
            "migrate init -t module" to "start from one",
        ),
    ) {
    override fun execute(invocation: Invocation): Outcome {
        val templates = Template.entries
        invocation.output.data({
            templates.map {
                linkedMapOf("template" to it.id, "summary" to it.summary, "folders" to it.folders)
            }
        }) {
            val width = templates.maxOf { it.id.length }
            templates.joinToString("\n") {
                invocation.output.paint.name(it.id.padEnd(width)) + "  " + it.summary
            }
        }
        return Outcome.DONE
    }
}
