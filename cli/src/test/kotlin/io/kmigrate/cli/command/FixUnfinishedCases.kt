package io.kmigrate.cli.command

/** Revisions that an earlier run left unfinished. */
internal object FixUnfinishedCases {
    val ALL: List<FixCase> =
        inFlight() +
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
                    "UnfinishedMessages.resume: migrate resume",
                    "doctor",
                    "migrate resume",
                    after = listOf("doctor"),
                ) {
                    unfinished()
                },
                FixCase(
                    "UnfinishedMessages.resume: migrate resume",
                    "upgrade side@head",
                    "migrate resume",
                    after = listOf("upgrade side@head"),
                ) {
                    unfinished()
                    script("cccc3333", null, header = "branchLabels(\"side\")")
                },
                FixCase(
                    "UnfinishedMessages.resume: migrate resolve <id>",
                    "upgrade side@head",
                    "migrate resolve aaaa1111",
                    "resolve aaaa1111 --mark-applied -m why",
                    listOf("upgrade side@head"),
                ) {
                    unfinished()
                    script("cccc3333", null, header = "branchLabels(\"side\")")
                },
                FixCase(
                    "UnfinishedMessages.resume: migrate resume",
                    "upgrade side@head",
                    "migrate resume",
                    after = listOf("upgrade side@head"),
                ) {
                    unfinishedDowngrade()
                },
                FixCase(
                    "UnfinishedMessages.resume: migrate resolve <id>",
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
                    "UnfinishedMessages.resume: migrate resume",
                    "status",
                    "migrate resume",
                    after = listOf("current --check-heads"),
                    isFailure = false,
                ) {
                    unfinished()
                },
                FixCase(
                    "UnfinishedMessages.restoreOperations: migrate resolve <id>",
                    "status",
                    "migrate resolve aaaa1111",
                    "resolve aaaa1111 --mark-applied -m why",
                    listOf("current --check-heads"),
                    isFailure = false,
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
                    "UnfinishedMessages.restoreScript: migrate resolve <id>",
                    "status",
                    "migrate resolve aaaa1111",
                    "resolve aaaa1111 --mark-reverted -m why",
                    listOf("upgrade"),
                    isFailure = false,
                ) {
                    unfinished(isInFlight = true)
                    remove("migrations/aaaa1111.migration.kts")
                    script("cccc3333", null)
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

    /** Every surface that tells of an operation in flight, and both answers. */
    private fun inFlight(): List<FixCase> =
        listOf("status", "current", "current --check-heads", "doctor", "upgrade side@head")
            .flatMap { surface ->
                listOf("migrate resume --skip", "migrate resume --retry").map { advised ->
                    FixCase(
                        "UnfinishedMessages.decide: $advised",
                        surface,
                        advised,
                        after = listOf("upgrade heads", "current --check-heads", "doctor"),
                        isFailure = surface !in listOf("status", "current"),
                    ) {
                        unfinished(isInFlight = true)
                        script("cccc3333", null, header = "branchLabels(\"side\")")
                    }
                }
            }
}
