package io.kmigrate.bundle

import io.kmigrate.failure.ErrorCode
import io.kmigrate.repeatable.RepeatableFile
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
                        listOf("M_${it.id()}", "M_${it.id()}\$1"),
                        mapOf("a b.csv" to "x/1"),
                    )
                },
                listOf(
                    BundledRepeatable(
                        RepeatableFile("a.repeatable.kts", "repeatable/a.repeatable.kts", "1a-2b"),
                        "R_1",
                        listOf("R_1", "R_1\$1"),
                    )
                ),
                mapOf("x/1" to "ab".repeat(32)),
            )
        val text = IndexText.of(index)

        test("an index is read as it was written, odd letters and all") {
            IndexText.parse(text.toByteArray(), "here") shouldBe index
        }

        listOf(
                "a line is changed" to text.replace("billing", "building"),
                "a line is missing" to text.replaceFirst(Regex("class M_a1\n"), ""),
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

        /** The index with other lines, and with the digest that fits them. */
        fun resealed(change: (String) -> String): ByteArray {
            val lines = change(text.substringBeforeLast("digest "))
            return "${lines}digest ${IndexText.digest(lines.toByteArray())}\n".toByteArray()
        }

        fun without(key: String) = { lines: String ->
            lines.lines().filterNot { it.startsWith("$key ") }.joinToString("\n")
        }

        fun with(line: String) = { lines: String -> "$lines$line\n" }

        val digest = "ab".repeat(32)
        listOf<Pair<String, (String) -> String>>(
                "has a line without a blank" to with("nonsense"),
                "has an empty line" to with(""),
                "has a line that begins with a blank" to with(" class M_a1"),
                "has no main class" to without("main-class"),
                "has no checksum" to without("checksum"),
                "does not say whether a script reads parameters" to without("reads-parameters"),
                "has no revisions" to without("revision"),
                "has no classes" to without("class"),
                "has a main class of somebody else" to
                    {
                        it.replace("main-class M_a1", "main-class java.lang.Runtime")
                    },
                "has a class of somebody else" to
                    {
                        it.replace("class M_a1$1", "class java.lang.String")
                    },
                "has a class that begins like one of its own" to
                    {
                        it.replace("class M_a1$1", "class M_a1x")
                    },
                "has a class with a path" to { it.replace("class M_a1$1", "class M_a1$/../../x") },
                "has an entry without a name" to with("entry $digest"),
                "has an entry without a digest" to with("entry  x"),
                "has a file without a name" to with("file x/1"),
            ) // and names that lead out of the bundle
            .plus(
                listOf(
                        "../x",
                        "/etc/passwd",
                        "a/../../x",
                        "..",
                        ".",
                        "a/.",
                        "a//b",
                        "a\\\\b",
                        "a\\n",
                    )
                    .flatMap {
                        listOf(
                            "has an entry named $it" to with("entry $digest $it"),
                            "has a file at $it" to with("file $it x.csv"),
                        )
                    }
            )
            .forEach { (what, change) ->
                test("an index is refused when it $what, although its digest is right") {
                    shouldFailWith(ErrorCode.DAMAGED_BUNDLE) {
                        IndexText.parse(resealed(change), "here")
                    }
                }
            }

        test("facts that a later version may add are passed over") {
            IndexText.parse(resealed(with("later a fact")), "here").scripts().map {
                it.revision()
            } shouldBe listOf(plain, merge)
        }

        listOf("", "-1", "1.0", "x".repeat(1000), "99999999999999999999").forEach { format ->
            test("\"${format.take(20)}\" is no format") {
                shouldFailWith(ErrorCode.DAMAGED_BUNDLE) {
                    IndexText.parse("kmigrate-bundle $format\n".toByteArray(), "here")
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
