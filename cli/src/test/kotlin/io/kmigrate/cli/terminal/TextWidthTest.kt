package io.kmigrate.cli.terminal

import io.kotest.core.spec.style.FunSpec
import io.kotest.datatest.withData
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe

internal class TextWidthTest : FunSpec() {
    private class Text(val text: String, val columns: Int, val cutToFour: String)

    init {
        context("columns, and the text cut to four of them") {
            withData(
                nameFn = { "<${it.text}>" },
                Text("", 0, ""),
                Text("abcd", 4, "abcd"),
                Text("abcde", 5, "abc…"),
                Text("名前", 4, "名前"),
                Text("名前を", 6, "名…"),
                Text("a名前", 5, "a名…"),
                Text("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301e\u0301e\u0301e\u0301"),
                Text("e\u0301e\u0301e\u0301e\u0301e", 5, "e\u0301e\u0301e\u0301…"),
                Text("\uD83D\uDE97abc", 5, "\uD83D\uDE97a…"),
                Text("\u001b[36mab\u001b[0mcde", 5, "\u001b[36mab\u001b[0mc…"),
                Text("\u001b[36mabcde\u001b[0m", 5, "\u001b[36mabc\u001b[0m…"),
                // What would move the cursor.
                Text("a\nb\tc\rd", 7, "a b…"),
                Text("\u001b[2Jx", 5, " [2…"),
            ) {
                it.text.columns shouldBe it.columns
                it.text.cutToColumns(4) shouldBe it.cutToFour
                it.text.cutToColumns(4).columns shouldBeLessThanOrEqual 4
                it.text.padColumns(8).columns shouldBe 8
            }
        }

        test("nothing fits no columns") { "abc".cutToColumns(0) shouldBe "" }
    }
}
