package io.kmigrate.failure

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldHaveLength

class VisibleTextTest :
    FunSpec({
        class Text(val given: String, val line: String, val lines: String = line)

        listOf(
                Text("plain ASCII ~", "plain ASCII ~"),
                Text("Größe, 学校, 🚗, e\u0301", "Größe, 学校, 🚗, e\u0301"),
                Text("\u001b]0;title\u0007", "\\x1b]0;title\\x07"),
                Text("\u001b[2J\u001b[31m", "\\x1b[2J\\x1b[31m"),
                Text("\u009b2J", "\\x9b2J"),
                Text("a\u0000b\u007f", "a\\x00b\\x7f"),
                Text("a\nb\tc", "a\\nb\\tc", "a\nb\tc"),
                Text("a\r\nb", "a\\r\\nb", "a\nb"),
                Text("a\rb", "a\\rb"),
                Text("a\u0085b\u2028c\u2029d", "a\\x85b\\u2028c\\u2029d"),
                Text("\u202egnp.exe", "\\u202egnp.exe"),
                Text("\u2066x\u2069\u200f\u061c", "\\u2066x\\u2069\\u200f\\u061c"),
                Text("half \ud83d", "half \\ud83d"),
                Text("\b\b\b", "\\x08\\x08\\x08"),
            )
            .forEach { text ->
                test("${text.line} is shown as what it is") {
                    VisibleText.line(text.given) shouldBe text.line
                    VisibleText.lines(text.given) shouldBe text.lines
                }
            }

        test("a line of a megabyte is cut, and says so") {
            val line = VisibleText.line("x".repeat(1 shl 20))
            line shouldEndWith "xx… (1,048,576 characters in all)"
            line shouldHaveLength 1000 + "… (1,048,576 characters in all)".length
        }
    })
