package io.kmigrate.graph

import io.kmigrate.failure.MigrationException
import io.kmigrate.history.History
import io.kmigrate.plan.OfflinePlanner
import io.kmigrate.plan.Planner
import io.kmigrate.plan.Status
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class TargetTest :
    FunSpec({
        val forms =
            mapOf(
                "head" to "Head",
                "heads" to "Heads",
                "base" to "Base",
                "current" to "Current",
                "ab12" to "Name",
                "x@ab12" to "Name",
                "x@current" to "Name",
                "x@head" to "Head",
                "x@base" to "Base",
                "my-label@heads" to "Heads",
                "my-label" to "Name",
                "+2" to "Relative",
                "x@-1" to "Relative",
                "ab12+2" to "Relative",
                "x@ab12-2" to "Relative",
                "+99999999999999999999" to "Relative",
                "ab+12cd" to "Name",
                "@head" to "Name",
                "" to "Name",
            )
        for ((text, form) in forms) {
            test("\"$text\" is a ${form.lowercase()}") {
                Target.parse(text)::class.simpleName shouldBe form
            }
        }

        val lone = "aa01, aa01 <- aa02, aa02 <- aa03 @tip"
        val fork =
            "root0, root0 <- left1 @left, left1 <- left2, root0 <- right1 @right, right1 <- right2"
        fun refusal(action: () -> Unit) =
            shouldThrow<MigrationException>(action).problems().single().let {
                "${it.code()}: ${it.message()}; ${it.fix()?.command()}"
            }

        val upgrades =
            listOf(
                Triple(
                    fork,
                    "head",
                    "multiple-heads: \"head\" is ambiguous: left2, right2; name one, such as " +
                        "`left2`; name all with `heads`; or join them with `merge left2 right2`",
                ),
                Triple(
                    fork,
                    "lfet1",
                    "unknown-revision: no revision or branch label is \"lfet1\"; " +
                        "did you mean \"left1\"?",
                ),
                Triple(
                    fork,
                    "zzzzzzz",
                    "unknown-revision: no revision or branch label is " +
                        "\"zzzzzzz\"; run `history` to see the revisions; give an id, or its first characters " +
                        "if no other begins so",
                ),
                Triple(
                    fork,
                    "righ",
                    "ambiguous-identifier: \"righ\" is the start of right, right1, right2; " +
                        "type more characters of the one you mean",
                ),
                Triple(
                    fork,
                    "nope@right2",
                    "unknown-branch: there is no branch \"nope\"; run `history` to see the revisions; " +
                        "give an id, or its first characters if no other begins so",
                ),
                Triple(
                    fork,
                    "left@right2",
                    "not-on-branch: revision right2 is not on branch \"left\"; " +
                        "remove `left@`, or name a revision of that branch",
                ),
                Triple(
                    fork,
                    "+2",
                    "ambiguous-walk: \"+2\" could go from root0 to left1 or right1; name the " +
                        "revision you mean, such as `left1`",
                ),
                Triple(
                    lone,
                    "+4",
                    "relative-out-of-range: \"+4\" goes past the last revision; " +
                        "run `history` to see the revisions; then name one, `head` or `base`",
                ),
                Triple(
                    lone,
                    "+99999999999999999999",
                    "relative-out-of-range: \"+99999999999999999999\" goes past the last revision; " +
                        "run `history` to see the revisions; then name one, `head` or `base`",
                ),
                Triple(
                    lone,
                    "-1",
                    "relative-out-of-range: \"-1\" goes down, and an upgrade goes up from " +
                        "what is applied: `+N`; run `history` to see the revisions; then name one, `head` or `base`",
                ),
                Triple(
                    lone,
                    "aa01:aa02",
                    "range-not-allowed: \"aa01:aa02\" is a range, and one target is needed; name the target only; a " +
                        "range needs `--sql`",
                ),
            )
        for ((drawing, target, expected) in upgrades) {
            test("upgrade $target of $drawing is refused with a fix") {
                refusal {
                    Planner(graph(drawing), History.EMPTY).upgrade(Target.parse(target))
                } shouldBe expected
            }
        }

        test("a relative target from several rows asks for the branch") {
            refusal {
                Planner(graph(fork), History.of("left1", "right1")).upgrade(Target.parse("+1"))
            } shouldBe
                "ambiguous-current: \"+1\" could begin at any of left1, right1; name the branch, such as `left1@+1`"
        }

        test("two targets one of which is an ancestor of the other are refused") {
            refusal {
                Planner(graph(lone), History.EMPTY)
                    .upgrade(listOf("aa03", "aa01").map(Target::parse))
            } shouldBe
                "overlapping-revisions: target aa03 overlaps with aa01, its ancestor; name the upper one only"
        }

        test("a row without a script is named, with a fix") {
            refusal { Status(graph(lone), History.of("gone")).applied() }
                .substringBefore(';') shouldBe
                "unknown-applied-revision: the database is at gone, which no script has"
        }

        test("a downgrade that has nothing to revert is refused") {
            refusal {
                Planner(graph(fork), History.of("left2")).downgrade(Target.parse("right1"))
            } shouldBe
                "not-an-ancestor: \"right1\" is not below left2; name a revision on the way down; `current` and " +
                    "`history` show them"
        }

        test("a step down from several rows without a branch continues with a warning") {
            val route =
                Planner(graph(fork), History.of("left2", "right2")).downgrade(Target.parse("-1"))
            route.rowsAfter() shouldBe listOf("left1", "right2")
            route.warnings().single().message() shouldBe
                "several revisions are current (left2, right2): \"-1\" goes down from the first, left2"
        }

        test("a downgrade as SQL must name its start") {
            refusal { OfflinePlanner(graph(lone)).downgrade("base") }.substringBefore(':') shouldBe
                "range-required"
            refusal { OfflinePlanner(graph(lone)).downgrade(":base") }.substringBefore(':') shouldBe
                "malformed-range"
        }

        test("branch labels and starts of ids find a revision") {
            val resolver = Resolver(graph(lone))
            for (text in listOf("tip", "aa03", "tip@head", "aa01@aa03", "head")) {
                resolver.one(Target.parse(text)).orElseThrow().id() shouldBe "aa03"
            }
        }
    })
