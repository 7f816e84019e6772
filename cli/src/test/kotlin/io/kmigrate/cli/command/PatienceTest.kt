package io.kmigrate.cli.command

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.time.Duration
import java.util.concurrent.CountDownLatch

/** A database that swallows what it is sent keeps nobody waiting who can do without it. */
class PatienceTest :
    FunSpec({
        test("work that ends in time has ended") {
            var ended = false
            Patience.within(Duration.ofMinutes(1)) { ended = true } shouldBe true
            ended shouldBe true
        }

        test("work that never ends is left alone") {
            val never = CountDownLatch(1)
            Patience.within(Duration.ofMillis(1)) { never.await() } shouldBe false
        }

        test("work that fails, fails as it would without a limit") {
            shouldThrow<IllegalStateException> {
                    Patience.within(Duration.ofMinutes(1)) { error("refused") }
                }
                .message shouldBe "refused"
        }
    })
