package io.kmigrate

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class ProbeTest : FunSpec({ test("runs") { (1 + 1) shouldBe 2 } })
