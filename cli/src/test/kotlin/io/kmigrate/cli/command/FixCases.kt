package io.kmigrate.cli.command

/**
 * A table: each message that advises a command, and a situation in which the advice is followed.
 */
internal object FixCases {
    val ALL: List<FixCase> =
        FixGraphCases.ALL +
            FixTargetCases.ALL +
            FixSqlCases.ALL +
            FixRepairCases.ALL +
            FixUnfinishedCases.ALL +
            FixBackfillCases.ALL +
            FixFileCases.ALL +
            FixImportCases.ALL

    /** Advice that no command of a test can follow, and why. */
    val NOT_RUN: Map<String, String> =
        mapOf(
            "BundleMessages.notOnClassPath: migrate bundle -o FOLDER" to
                "only an application looks on its class path; the readme of start-up runs the command",
            "BundleMessages.severalOnClassPath: migrate bundle --as NAME" to
                "only an application looks on its class path",
            "TargetMessages.baselineDiffers: migrate stamp <target>" to
                "only an application asks for a baseline to be checked",
            "FileMessages.nextRevision: migrate revision -m \"…\"" to
                "it ends questions at a terminal; the case of FileMessages.setUrl runs the command",
            "FileMessages.nextAutogenerate: migrate revision --autogenerate -m \"…\"" to
                "it ends questions at a terminal; the case of ModelMessages.differ runs the command",
            "FileMessages.nextUpgrade: migrate upgrade" to "init-example.txt upgrades the example",
            "FileMessages.noTerminal: migrate edit" to
                "it needs a terminal, with a person before it",
            "LateMessages.passedBy: migrate upgrade" to
                "a run prints the sentence of a warning without its fix",
            "RunMessages.edited: migrate upgrade" to
                "it shows the differences and refuses, as the case of RunMessages.editedScript does",
            "RunMessages.lanesLeftOut: history -v" to
                "a graph of more than fifty lines; GraphDrawingTest draws it",
            "RunMessages.lanesLeftOut: history --graph -r A:B" to
                "a graph of more than fifty lines; GraphDrawingTest draws it",
            "RunMessages.versionRowLost: current" to
                "another process must write a row during the run; current needs no state",
            "RunMessages.versionRowOfHook: stamp" to
                "env.kts needs a hook that writes; the case of RunMessages.versionRowChanged runs the command",
            "RunMessages.nothingInFlight: migrate resume" to
                "a run must end between two operations; ResumeTest goes on from there",
            "RunMessages.stoppedAt: migrate status" to
                "a run must be interrupted at one moment; interrupted.txt does that, and status needs no state",
            "StepMessages.stateUnknown: migrate status" to
                "a connection must break during a commit; status needs no state",
            "RunMessages.codeRuns: migrate status" to
                "a data step must ignore a signal; interrupted.txt does that, and status needs no state",
            "RunMessages.databaseSilent: migrate status" to
                "a database must fall silent during a statement; status needs no state",
        )
}
