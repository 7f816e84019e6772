package io.kmigrate.cli.output

import io.kmigrate.failure.Facts
import io.kmigrate.failure.Problem

/**
 * A failure: `{error: {code, message, file?, line?, column?, fix?, operation?, sql?,
 * databaseMessage?, sqlState?, vendorCode?, state?, rows?, keys?}}`, with `errors` when there are
 * several.
 */
internal object ProblemJson {
    fun of(problems: List<Problem>): Map<String, Any?> = buildMap {
        put("error", one(problems.first()))
        if (problems.size > 1) {
            put("errors", problems.map(::one))
        }
    }

    fun one(problem: Problem): Map<String, Any?> = buildMap {
        put("code", problem.code.text())
        put("message", problem.message)
        problem.location?.let { location ->
            put("file", location.file)
            if (location.line > 0) put("line", location.line)
            if (location.column > 0) put("column", location.column)
        }
        problem.fix?.let { put("fix", it.command()) }
        facts(problem.facts)
    }

    private fun MutableMap<String, Any?>.facts(facts: Facts) {
        facts.operation?.let { put("operation", it) }
        facts.sql?.let { put("sql", it) }
        facts.databaseMessage?.let { put("databaseMessage", it) }
        facts.sqlState?.let { put("sqlState", it) }
        facts.vendorCode?.let { put("vendorCode", it) }
        facts.state?.let { put("state", it) }
        facts.rows?.let { put("rows", it) }
        if (facts.keys.isNotEmpty()) put("keys", facts.keys)
    }
}
