package io.kmigrate.cli.terminal

/** How many columns of a terminal the text takes; colours take none, wide characters take two. */
internal val String.columns: Int
    get() = parts(this).sumOf { it.columns }

/** The text, followed by spaces up to [width] columns. */
internal fun String.padColumns(width: Int): String = this + " ".repeat(maxOf(0, width - columns))

/** One line of at most [width] columns; what does not fit is replaced by `…`. */
internal fun String.cutToColumns(width: Int): String {
    val line = StringBuilder()
    val isWhole = columns <= width
    var room = if (isWhole) width else width - 1
    var isOpen = true
    for (part in parts(this)) {
        if (part.columns > room) isOpen = false
        if (part.isColour || isOpen) {
            line.append(part.text)
            room -= part.columns
        }
    }
    return if (isWhole || width < 1) line.toString() else "$line…"
}

/** A character, or a sequence that changes the colour. */
private class Part(val text: String, val columns: Int, val isColour: Boolean = false)

private val COLOUR = Regex("\u001b\\[[0-9;]*m")

private fun parts(text: String): List<Part> {
    if (text.all { it in ' '..'~' }) {
        return text.map { Part(it.toString(), 1) }
    }
    val parts = ArrayList<Part>(text.length)
    var place = 0
    while (place < text.length) {
        val colour = if (text[place] == '\u001b') COLOUR.matchAt(text, place) else null
        val point = text.codePointAt(place)
        parts +=
            when {
                colour != null -> Part(colour.value, 0, isColour = true)
                // A line break or an escape would move what comes after it.
                Character.isISOControl(point) -> Part(" ", 1)
                else -> Part(Character.toString(point), columns(point))
            }
        place += colour?.value?.length ?: Character.charCount(point)
    }
    return parts
}

private const val EMOJI_STYLE = 0xFE0F

private fun columns(point: Int): Int =
    when {
        // Some terminals draw the character before it wide: rather a column too many.
        point == EMOJI_STYLE -> 1
        isCombining(point) -> 0
        WIDE.any { point in it } -> 2
        else -> 1
    }

private fun isCombining(point: Int): Boolean =
    when (Character.getType(point).toByte()) {
        Character.NON_SPACING_MARK,
        Character.ENCLOSING_MARK,
        Character.FORMAT -> true
        else -> point in HANGUL_VOWELS
    }

private val HANGUL_VOWELS = 0x1160..0x11FF

/** Unicode's East Asian wide and full width characters, and emoji. */
private val WIDE =
    listOf(
        0x1100..0x115F,
        0x231A..0x231B,
        0x2329..0x232A,
        0x23E9..0x23F3,
        0x25FD..0x25FE,
        0x2614..0x2615,
        0x2648..0x2653,
        0x267F..0x267F,
        0x2693..0x2693,
        0x26A1..0x26A1,
        0x26AA..0x26AB,
        0x26BD..0x26BE,
        0x26C4..0x26C5,
        0x26CE..0x26CE,
        0x26D4..0x26D4,
        0x26EA..0x26EA,
        0x26F2..0x26F5,
        0x26FA..0x26FD,
        0x2705..0x2705,
        0x270A..0x270B,
        0x2728..0x2728,
        0x274C..0x274E,
        0x2753..0x2757,
        0x2795..0x2797,
        0x27B0..0x27BF,
        0x2B1B..0x2B1C,
        0x2B50..0x2B55,
        0x2E80..0x303E,
        0x3041..0xA4CF,
        0xA960..0xA97F,
        0xAC00..0xD7A3,
        0xF900..0xFAFF,
        0xFE10..0xFE19,
        0xFE30..0xFE6F,
        0xFF00..0xFF60,
        0xFFE0..0xFFE6,
        0x16FE0..0x1B2FF,
        0x1F004..0x1F004,
        0x1F0CF..0x1F0CF,
        0x1F18E..0x1F18E,
        0x1F191..0x1F19A,
        0x1F200..0x1F64F,
        0x1F680..0x1F6FF,
        0x1F7E0..0x1F7F0,
        0x1F90C..0x1F9FF,
        0x1FA70..0x1FAFF,
        0x20000..0x3FFFD,
    )
