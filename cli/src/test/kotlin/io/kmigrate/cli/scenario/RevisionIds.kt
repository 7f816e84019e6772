package io.kmigrate.cli.scenario

import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.readText
import kotlin.io.path.walk

/** Which revision id of a page stands for which one that was made up while it is played. */
internal class RevisionIds {
    private val real = LinkedHashMap<String, String>()
    private val shown = LinkedHashMap<String, String>()

    /** Ids that somebody wrote down are what they are. */
    fun know(lines: List<String>) {
        lines.flatMap(::ids).forEach { pair(it, it) }
    }

    /** The page's text as it is meant now: its ids, or the first characters of one, replaced. */
    fun real(text: String): String =
        text.replace(BEGINNING) { match ->
            val whole = real.keys.filter { it.startsWith(match.value) }
            if (whole.size == 1) real.getValue(whole.single()).take(match.value.length)
            else match.value
        }

    /** What was printed, as the page would say it; ids that are new are paired in their order. */
    fun shown(printed: List<String>, page: List<String>): List<String> {
        val new = printed.flatMap(::ids).distinct().filter { it !in shown }
        val free = page.flatMap(::ids).distinct().filter { it !in real }
        if (new.size == free.size) {
            free.zip(new).forEach { (of, id) -> pair(of, id) }
        } else {
            new.forEach { pair(it, it) }
        }
        return printed.map { line -> line.replace(ID) { shown[it.value] ?: it.value } }
    }

    private fun pair(page: String, id: String) {
        if (page !in real && id !in shown) {
            real[page] = id
            shown[id] = page
        }
    }

    private fun ids(line: String): List<String> = ID.findAll(line).map { it.value }.toList()

    companion object {
        private val ID = Regex("(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
        private val BEGINNING = Regex("(?<![0-9a-zA-Z])[0-9a-f]{4,12}(?![0-9a-zA-Z])")

        /** Those of the scripts that are there to begin with. */
        fun of(place: Path): RevisionIds =
            RevisionIds().apply {
                place
                    .walk()
                    .filter { it.extension == "kts" }
                    .forEach { know(it.readText().lines()) }
            }
    }
}
