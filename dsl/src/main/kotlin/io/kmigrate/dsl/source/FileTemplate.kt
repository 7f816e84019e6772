package io.kmigrate.dsl.source

import io.kmigrate.dsl.message.TemplateMessages
import java.time.ZonedDateTime
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/** How new scripts are named; may hold folders. */
@API(status = INTERNAL, since = "0.1")
public class FileTemplate
private constructor(private val text: String, private val slugLength: Int) {
    /** Whether new scripts get folders of their own below the script folder. */
    public val makesFolders: Boolean
        get() = '/' in text

    /**
     * The path below the script folder of a revision made at [time]. No id and no message leads out
     * of that folder, or to a file that is not read as a script.
     */
    public fun path(id: String, message: String, time: ZonedDateTime): String {
        val rev = id.replace(UNSAFE, "_")
        val values =
            mapOf(
                "rev" to rev,
                "slug" to slug(message, slugLength),
                "year" to time.year.toString().padStart(YEAR_DIGITS, '0'),
                "month" to time.monthValue.twoDigits(),
                "day" to time.dayOfMonth.twoDigits(),
                "hour" to time.hour.twoDigits(),
                "minute" to time.minute.twoDigits(),
                "second" to time.second.twoDigits(),
                "epoch" to time.toEpochSecond().toString(),
            )
        val parts = TOKEN.replace(text) { values.getValue(it.groupValues[1]) }.split('/')
        val name = parts.last().trimEnd('_', '-', ' ').ifEmpty { rev }
        val folders = parts.dropLast(1).filter { it.isNotBlank() }.map(::folder)
        return (folders + (shown(name) + EXTENSION)).joinToString("/")
    }

    /** A folder that is named like a script is taken for one. */
    private fun folder(name: String) = shown(if (name.endsWith(SCRIPT)) "${name}_" else name)

    /** Hidden files and those of editors are not read. */
    private fun shown(name: String) = if (name.first() in HIDDEN) "_${name.drop(1)}" else name

    public companion object {
        private const val EXTENSION = ".migration.kts"
        private const val YEAR_DIGITS = 4

        /** The template of `migrate revision` without a setting. */
        @JvmField public val STANDARD: FileTemplate = FileTemplate("{rev}_{slug}", SLUG_LENGTH)

        /** The length of a slug without a setting. */
        public const val SLUG_LENGTH: Int = 40
        private val TOKEN = Regex("""\{([^{}]*)}""")
        private const val SCRIPT = ".kts"
        private const val HIDDEN = ".#"

        private val NOWHERE = setOf("", ".", "..")

        /** Folders, control characters, and what file names of Windows cannot hold. */
        private val UNSAFE = Regex("""[/\\:*?"<>|\p{Cntrl}]""")
        private val WORD = Regex("""[\p{L}\p{N}_]+""")

        /** The words between braces. */
        public val TOKENS: List<String> =
            listOf("rev", "slug", "year", "month", "day", "hour", "minute", "second", "epoch")

        /**
         * @param slugLength how many characters of a message a name holds at most, cut at a word
         * @throws IllegalArgumentException when it holds an unknown token or names no file in the
         *   folder
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, slugLength: Int = SLUG_LENGTH): FileTemplate {
            val unknown =
                TOKEN.findAll(text).map { it.groupValues[1] }.filter { it !in TOKENS }.toList()
            require(unknown.isEmpty()) {
                TemplateMessages.unknownTokens(unknown)
            }
            require("{rev}" in text) { TemplateMessages.noRevisionToken() }
            val parts = text.split('/')
            require(parts.none { it in NOWHERE || UNSAFE.containsMatchIn(it) }) {
                TemplateMessages.outsideFolder()
            }
            require(parts.none { it.first() in HIDDEN }) { TemplateMessages.hiddenName() }
            return FileTemplate(text, slugLength)
        }

        /** The words of a message, as a file name may hold them. */
        private fun slug(message: String, longest: Int): String {
            val slug = WORD.findAll(message.lowercase()).joinToString("_") { it.value }
            if (slug.length <= longest) {
                return slug
            }
            val cut = slug.take(longest)
            return if (slug[longest] == '_') cut else cut.substringBeforeLast('_')
        }

        private fun Int.twoDigits() = toString().padStart(2, '0')
    }
}
