package io.kmigrate.bundle

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.revision.Revision
import io.kmigrate.testing.Mutations
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeIn

/** An index that somebody damaged is refused, or read; nothing else happens. */
class IndexFuzzTest :
    FunSpec({
        val revision = Revision("a1", listOf(), listOf("x"), listOf("l"), "two\nlines", "1.kts")
        val script =
            BundledScript(
                revision,
                "M",
                "0f".repeat(32),
                true,
                listOf("M", "M$1"),
                mapOf("a b" to "files/1"),
            )
        val text =
            IndexText.of(
                BundleIndex("b", "0.1", listOf(script), emptyList(), mapOf("files/1" to "ab"))
            )
        val words =
            text.lines().map { it.substringBefore(' ') } +
                text.lines() +
                listOf(" ", "\n", "\\", "..", "/")

        fun check(index: String) {
            try {
                IndexText.parse(index.toByteArray(), "here")
            } catch (failure: MigrationException) {
                failure.code() shouldBeIn
                    listOf(ErrorCode.DAMAGED_BUNDLE, ErrorCode.UNKNOWN_BUNDLE_FORMAT)
            }
        }

        test("an index with any text in it is read or refused") {
            Mutations(listOf(text), words).each(check = ::check)
        }

        test("an index with any lines is read or refused, although its digest is right") {
            val lines = text.substringBeforeLast("digest ")
            Mutations(listOf(lines), words).each { damaged ->
                val whole = "$damaged\n"
                check("${whole}digest ${IndexText.digest(whole.toByteArray())}\n")
            }
        }
    })
