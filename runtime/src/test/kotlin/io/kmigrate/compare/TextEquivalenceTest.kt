package io.kmigrate.compare

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

internal class TextEquivalenceTest : FunSpec() {
    init {
        listOf(
                Triple("\"quantity\" <> 0", "quantity <> 0", true),
                Triple("a IN ('X', 'y')", "a in ('X',\n  'y')", true),
                Triple("a in ('X')", "a in ('x')", false),
                Triple("a = '\"b\"'", "a = 'b'", false),
                Triple("a = 'it''s  so'", "a = 'it''s so'", false),
                Triple("\"Name\" <> ''", "name <> ''", false),
                Triple("\"two words\" > 0", "two words > 0", false),
                Triple("NOW()", " now() ", true),
            )
            .forEach { (one, other, same) ->
                test("without a database, $one and $other are ${if (same) "one" else "two"}") {
                    (TextEquivalence().plain(one) == TextEquivalence().plain(other)) shouldBe same
                }
            }
    }
}
