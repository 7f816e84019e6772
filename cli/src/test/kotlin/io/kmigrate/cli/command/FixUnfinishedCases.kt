package io.kmigrate.cli.command

/** Revisions that an earlier run left unfinished. */
internal object FixUnfinishedCases {
    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "RunMessages.operationInFlight: migrate resume --skip",
                "upgrade",
                "migrate resume --skip",
                after = listOf("current --check-heads"),
            ) {
                unfinished(isInFlight = true)
            },
            FixCase(
                "RunMessages.operationInFlight: migrate resume --retry",
                "upgrade",
                "migrate resume --retry",
                after = listOf("current --check-heads"),
            ) {
                unfinished(isInFlight = true)
            },
            FixCase(
                "DiagnosisMessages.resume: migrate resume",
                "doctor",
                "migrate resume",
                after = listOf("doctor"),
            ) {
                unfinished()
            },
            FixCase(
                "RunMessages.unfinishedUpgrade: migrate resume",
                "upgrade side@head",
                "migrate resume",
                after = listOf("upgrade side@head"),
            ) {
                unfinished()
                script("cccc3333", null, header = "branchLabels(\"side\")")
            },
            FixCase(
                "RunMessages.unfinishedUpgrade: migrate resolve <id>",
                "upgrade side@head",
                "migrate resolve aaaa1111",
                "resolve aaaa1111 --mark-applied -m why",
                listOf("upgrade side@head"),
            ) {
                unfinished()
                script("cccc3333", null, header = "branchLabels(\"side\")")
            },
            FixCase(
                "RunMessages.unfinishedDowngrade: migrate resume",
                "upgrade side@head",
                "migrate resume",
                after = listOf("upgrade side@head"),
            ) {
                unfinishedDowngrade()
            },
            FixCase(
                "RunMessages.unfinishedDowngrade: migrate resolve <id>",
                "upgrade side@head",
                "migrate resolve aaaa1111",
                "resolve aaaa1111 --mark-reverted -m why",
                listOf("upgrade side@head"),
            ) {
                unfinishedDowngrade()
            },
            FixCase(
                "TargetMessages.unfinishedNotDerivable: migrate resume",
                "downgrade",
                "migrate resume",
                after = listOf("current --check-heads"),
            ) {
                notDerivable()
            },
            FixCase(
                "TargetMessages.unfinishedNotDerivable: migrate resolve <id> --mark-reverted",
                "downgrade",
                "migrate resolve aaaa1111 --mark-reverted",
                "resolve aaaa1111 --mark-reverted -m why",
                listOf("status"),
            ) {
                notDerivable()
            },
            FixCase(
                "RunMessages.unfinishedEdited: migrate resolve <id>",
                "upgrade",
                "migrate resolve aaaa1111",
                "resolve aaaa1111 --mark-applied -m why",
                listOf("current --check-heads"),
            ) {
                unfinished()
                script(
                    "aaaa1111",
                    null,
                    "createTable(\"b\") { integer(\"id\") }",
                    "transactional = false",
                )
            },
            FixCase(
                "RunMessages.stopped: migrate resume",
                "status",
                "migrate resume",
                after = listOf("current --check-heads"),
                isFailure = false,
            ) {
                unfinished()
            },
            FixCase(
                "RunMessages.nothingUnfinished: migrate stamp",
                "resolve aaaa1111 --mark-applied -m why",
                "migrate stamp",
                "stamp aaaa1111",
                listOf("current"),
            ) {
                line()
            },
        )
}
