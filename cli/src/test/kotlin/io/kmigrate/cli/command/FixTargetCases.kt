package io.kmigrate.cli.command

/** Targets that mean no revision, and databases that others have changed. */
internal object FixTargetCases {
    val ALL: List<FixCase> =
        listOf(
                "TargetMessages.upgradeGoesUp" to "upgrade -1",
                "TargetMessages.downgradeGoesDown" to "downgrade +1",
                "TargetMessages.outOfRange" to "upgrade +9",
                "TargetMessages.pastTheFirst" to "show -9",
                "TargetMessages.unknownRevision" to "upgrade nope",
                "TargetMessages.unknownBranch" to "upgrade nope@head",
            )
            .map { (message, failing) ->
                FixCase("$message: history", failing, "history") {
                    line()
                    succeed("upgrade aaaa1111")
                }
            } +
            listOf(
                FixCase("TargetMessages.nothingApplied: history", "downgrade -1", "history") {
                    line()
                },
                FixCase(
                    "TargetMessages.nothingAppliedOnBranch: history",
                    "downgrade side@-1",
                    "history",
                ) {
                    line()
                    script("cccc3333", null, header = "branchLabels(\"side\")")
                    succeed("upgrade bbbb2222")
                },
                FixCase("TargetMessages.notAnAncestor: current", "downgrade bbbb2222", "current") {
                    fork()
                    succeed("upgrade cccc3333")
                },
                FixCase("TargetMessages.notAnAncestor: history", "downgrade bbbb2222", "history") {
                    fork()
                    succeed("upgrade cccc3333")
                },
                FixCase(
                    "TargetMessages.overlappingRows: stamp --purge REV",
                    "upgrade",
                    "stamp --purge REV",
                    "stamp --purge bbbb2222",
                    listOf("upgrade", "current --check-heads"),
                ) {
                    line()
                    succeed("upgrade")
                    sql("insert into migrate_version values ('aaaa1111')")
                },
                FixCase(
                    "TargetMessages.unknownApplied: stamp --purge REV",
                    "downgrade base",
                    "stamp --purge REV",
                    "stamp --purge aaaa1111",
                    listOf("downgrade base"),
                ) {
                    line()
                    succeed("upgrade")
                    remove("migrations/bbbb2222.migration.kts")
                },
                FixCase(
                    "TargetMessages.unknownAppliedBesidePending: stamp --purge REV",
                    "upgrade",
                    "stamp --purge REV",
                    "stamp --purge aaaa1111",
                    listOf("upgrade"),
                ) {
                    line()
                    succeed("upgrade")
                    remove("migrations/bbbb2222.migration.kts")
                    script("cccc3333", "aaaa1111", "createTable(\"c\") { integer(\"id\") }")
                    settings("ignore_unknown_revisions = true")
                },
                FixCase(
                    "TargetMessages.upgradeHeads: upgrade heads",
                    "diff",
                    "upgrade heads",
                    after = listOf("diff"),
                ) {
                    line()
                    model()
                },
            )
}
