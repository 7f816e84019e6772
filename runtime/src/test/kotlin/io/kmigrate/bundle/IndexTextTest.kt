package io.kmigrate.bundle

import io.kmigrate.failure.ErrorCode
import io.kmigrate.revision.Revision
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class IndexTextTest :
    FunSpec({
        val plain =
            Revision(
                "a1",
                listOf(),
                listOf(),
                listOf("billing"),
                "one\\ two\nthree",
                "1.migration.kts",
            )
        val merge =
            Revision("c3", listOf("a1", "b2"), listOf("x9"), listOf(), "", "3.migration.kts")
        val index =
            BundleIndex(
                "migrations",
                "0.1",
                listOf(plain, merge).map {
                    BundledScript(
                        it,
                        "M_${it.id()}",
                        "0f".repeat(32),
                        true,
                        listOf("M"),
                        mapOf("a b.csv" to "x/1"),
                    )
                },
                mapOf("x/1" to "ab".repeat(32)),
            )
        val text = IndexText.of(index)

        test("an index is read as it was written, odd letters and all") {
            IndexText.parse(text.toByteArray(), "here") shouldBe index
        }

        listOf(
                "a line is changed" to text.replace("billing", "building"),
                "a line is missing" to text.replaceFirst(Regex("class M\n"), ""),
                "the end is missing" to text.dropLast(10),
                "it is empty" to "",
                "it is something else" to "Manifest-Version: 1.0\n",
            )
            .forEach { (what, damaged) ->
                test("an index is refused when $what") {
                    shouldFailWith(ErrorCode.DAMAGED_BUNDLE) {
                        IndexText.parse(damaged.toByteArray(), "here")
                    }
                }
            }

        test("another format is refused before anything else is read") {
            shouldFailWith(ErrorCode.UNKNOWN_BUNDLE_FORMAT) {
                IndexText.parse("kmigrate-bundle 99\n".toByteArray(), "here")
            }
        }

        listOf("../x", "", ".hidden", "a b", "ä").forEach { name ->
            test("\"$name\" names no bundle") {
                shouldFailWith(ErrorCode.ILLEGAL_BUNDLE_NAME) { BundleName.require(name) }
            }
        }
    })
