package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.TokenKind.IDENTIFIER

/**
 * A script's text as it is given to the compiler: in a package of its own, or of its unit's.
 * Scripts of one compiler call would otherwise see each other's declarations, and two that freeze
 * one table, `object Students`, would collide. Lines stay where they are.
 */
internal class StagedText private constructor(private val original: String, key: String) {
    /** The package that is the script's own, within the one its text names. */
    val ownPackage: String = "p${key.take(NAME_LENGTH)}"

    private val inserted: String
    private val at: Int

    init {
        val tokens = KotlinTokens(original)
        tokens.next()
        while (tokens.isSymbol("@")) {
            tokens.passAnnotation()
        }
        if (tokens.kind == IDENTIFIER && tokens.isText("package")) {
            at = tokens.nameEnd()
            inserted = ".$ownPackage"
        } else {
            at = tokens.start
            inserted = "package $ownPackage; "
        }
    }

    val text: String
        get() = original.substring(0, at) + inserted + original.substring(at)

    private val line = original.substring(0, at).count { it == '\n' } + 1
    private val column = at - (original.lastIndexOf('\n', at - 1) + 1) + 1

    /** The column of the script that a column of the staged text stands for; both from 1. */
    fun column(stagedLine: Int, stagedColumn: Int): Int =
        if (stagedLine != line || stagedColumn < column) stagedColumn
        else maxOf(column, stagedColumn - inserted.length)

    /**
     * `@file:Suppress("…")` and the like; an annotation of something else changes nothing either.
     */
    private fun KotlinTokens.passAnnotation() {
        var depth = 0
        do {
            if (isSymbol("(") || isSymbol("[")) depth++
            if (isSymbol(")") || isSymbol("]")) depth--
            next()
        } while (kind != TokenKind.END && (depth > 0 || !startsLine && !isText("package")))
    }

    /** Behind the dotted name that follows. */
    private fun KotlinTokens.nameEnd(): Int {
        var nameEnd = end
        next()
        while (!startsLine && (kind == IDENTIFIER || isSymbol("."))) {
            nameEnd = end
            next()
        }
        return nameEnd
    }

    companion object {
        private const val NAME_LENGTH = 24

        fun of(script: Script, key: String): StagedText =
            StagedText(script.lines(), script.unit ?: key)
    }
}
