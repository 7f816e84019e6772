package io.kmigrate.cli.terminal

import io.kotest.core.spec.style.FunSpec
import io.kotest.datatest.withData
import io.kotest.matchers.shouldBe

internal class WrappingTest : FunSpec() {
    private class Case(val text: String, val wrapped: String)

    init {
        context("twelve columns") {
            withData(
                nameFn = { it.text },
                Case("short", "short"),
                Case("two  spaces", "two  spaces"),
                Case("one two three four", "one two\n  three four"),
                Case("a averylongsingleword b", "a\n  averylongsingleword\n  b"),
                Case("run `a b c` or", "run `a b c`\n  or"),
                Case("now run `a b c`", "now run\n  `a b c`"),
                Case("run `a longer command`", "run `a\n  longer\n  command`"),
                Case("名前名前 名前名前", "名前名前\n  名前名前"),
                Case("one ` two three", "one ` two\n  three"),
            ) {
                Wrapping(12).wrap(it.text, 0, 2) shouldBe it.wrapped
            }
        }

        test("lines keep their indent") {
            Wrapping(12).wrapLines("one two three\n    four five six") shouldBe
                "one two\n  three\n    four\n      five\n      six"
        }

        context("SQL of eighteen columns") {
            withData(
                nameFn = { it.text },
                Case("  select 1;", "  select 1;"),
                Case("  select a, b from c;", "  select a, b from\n    c;"),
                Case("select 'a  long  text  b' x", "select\n  'a  long  text  b'\n  x"),
                Case("select \"a long  name\" xy", "select\n  \"a long  name\"\n  xy"),
                Case("select 'it''s  one text'", "select\n  'it''s  one text'"),
                Case("select 1 -- a long remark here", "select 1 -- a long remark here"),
                Case("a line of a text that ends' x", "a line of a text that ends' x"),
            ) {
                Wrapping(18).wrapSql(it.text, 2) shouldBe it.wrapped
            }
        }
    }
}
