package io.kmigrate.testing

import java.util.concurrent.TimeUnit
import kotlin.random.Random

/**
 * Texts that somebody damaged: each begins as one of [samples] and is changed a few times. The same
 * seed gives the same texts.
 *
 * @param words what this kind of file is made of
 */
class Mutations(
    private val samples: List<String>,
    private val words: List<String>,
    private val seed: Long = seed("fuzz.seed"),
) {
    /** Calls [check] for many texts; what fails names the seed and the text. */
    fun each(count: Int = COUNT, check: (String) -> Unit) {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS)
        var round = 0
        while (if (SECONDS > 0) System.nanoTime() < end else round < count) {
            val random = Random(seed + round)
            var text = samples.random(random)
            repeat(random.nextInt(1, MOST_CHANGES)) { text = changed(text, random).take(LONGEST) }
            try {
                check(text)
            } catch (failure: Throwable) {
                throw AssertionError("-Dfuzz.seed=${seed + round}: $failure <<<$text>>>", failure)
            }
            round++
        }
    }

    private fun changed(text: String, random: Random): String {
        val from = random.nextInt(text.length + 1)
        val to = minOf(text.length, from + random.nextInt(1, 20))
        return when (random.nextInt(9)) {
            0 -> text.removeRange(from, to)
            1 -> text.replaceRange(from, to, words.random(random))
            2 -> text.substring(0, from) + words.random(random) + text.substring(from)
            3 -> text.substring(0, from) + letter(random) + text.substring(from)
            4 -> text.replaceRange(from, to, letter(random))
            5 -> text.substring(0, to) + text.substring(from)
            6 -> text.take(from)
            7 -> text.substring(0, from) + repeated(random) + text.substring(from)
            else ->
                text.take(from) +
                    samples.random(random).let { it.drop(random.nextInt(it.length + 1)) }
        }
    }

    private fun repeated(random: Random) =
        words.random(random).repeat(random.nextInt(2, if (random.nextInt(50) == 0) 3000 else 5))

    private fun letter(random: Random): String =
        when (random.nextInt(4)) {
            0 -> ODD.random(random)
            1 -> random.nextInt(0x20, 0x7f).toChar().toString()
            2 -> random.nextInt(0, 0x20).toChar().toString()
            else -> random.nextInt(0, 0x10000).toChar().toString()
        }

    companion object {
        /** How many texts of a kind. */
        val COUNT: Int = Integer.getInteger("fuzz.count", 3_000)

        /** How long to try texts of a kind instead, as `-Pfull` does; 0 for [COUNT] of them. */
        private val SECONDS: Long = java.lang.Long.getLong("fuzz.seconds", 0)
        private const val MOST_CHANGES = 6
        private const val LONGEST = 100_000
        private val ODD =
            listOf(
                "\u0000",
                "\u2028",
                "\u0085",
                "\uFEFF",
                "\uD800",
                "\r",
                "\r\n",
                "\\",
                "\"",
                "'",
                "\u202e",
            )
    }
}
