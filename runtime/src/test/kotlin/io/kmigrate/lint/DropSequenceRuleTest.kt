package io.kmigrate.lint

import io.kmigrate.dialect.name
import io.kmigrate.diff.model
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.DropSequence
import io.kmigrate.schema.Sequence

private val numbers = Sequence.of(name("numbers"))

class DropSequenceRuleTest :
    RuleTest(
        DropSequenceRule(),
        found =
            listOf(
                LintCase(
                    "a sequence",
                    model(objects = listOf(numbers)),
                    DropSequence(name("numbers"), false),
                )
            ),
        passed =
            listOf(LintCase("a sequence that is made", model(), CreateSequence(numbers, false))),
    )
