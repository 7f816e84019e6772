package io.kmigrate.lint

import io.kmigrate.diff.model
import io.kmigrate.operation.ExecuteSql

class TransactionControlRuleTest :
    RuleTest(
        TransactionControlRule(),
        found =
            listOf(
                LintCase("a commit", model(), ExecuteSql("update rooms set beds = 2; commit")),
                LintCase(
                    "a transaction of its own",
                    model(),
                    ExecuteSql("begin;\nupdate rooms set beds = 2;\ncommit"),
                ),
            ),
        passed =
            listOf(
                LintCase(
                    "the word in a string",
                    model(),
                    ExecuteSql("insert into words values ('a; commit; b')"),
                ),
                LintCase(
                    "a column of that name",
                    model(),
                    ExecuteSql("update commits set commit_id = 1"),
                ),
            ),
    )
