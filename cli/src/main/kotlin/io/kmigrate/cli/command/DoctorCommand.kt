package io.kmigrate.cli.command

import io.kmigrate.cli.message.DoctorMessages
import io.kmigrate.cli.output.DoctorOutput
import io.kmigrate.dsl.host.HostExamination
import io.kmigrate.failure.Fix
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.run.Diagnosis
import io.kmigrate.run.Diagnosis.Check

internal class DoctorCommand :
    Command(
        "doctor",
        "Find what is wrong with Java, the scripts or the database, and the fix.",
        listOf(
            "migrate doctor" to "look at everything; changes nothing",
            "migrate --all-databases doctor" to "the same for each database of migrate.toml",
        ),
    ) {
    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val diagnosis =
            Diagnosis(
                machine() +
                    configuration(session) +
                    asked("scripts") { scripts(session) } +
                    database(session)
            )
        val output = DoctorOutput(diagnosis)
        session.output.data(output::json) { output.text(session.output.paint) }
        val failed = diagnosis.checks().count { it.health() == Diagnosis.Health.FAILED }
        session.output.say(DoctorMessages.summary(failed))
        return if (diagnosis.isReady) Outcome.DONE else Outcome.FAILED
    }

    private fun machine(): List<Check> {
        val host = HostExamination(null)
        val fault = host.cacheFault()
        return listOf(
            Check.good("java", DoctorMessages.java()),
            Check.good("kmigrate", MigrateCommand.VERSION),
            asked("compiler") {
                host.requireCompiler()
                Check.good("compiler", DoctorMessages.compiler(host.kotlin))
            },
            if (fault == null) Check.good("cache", "${host.cache}")
            else Check.warning("cache", fault, Fix.of(DoctorMessages.ownCache())),
        )
    }

    private fun configuration(session: Session): Check {
        val file = session.settings.file
        return if (file == null)
            Check.warning("settings", DoctorMessages.noFile(), Fix.of(DoctorMessages.initialize()))
        else Check.good("settings", file.shown)
    }

    private fun scripts(session: Session): Check {
        val migrator = session.withoutDatabase()
        val graph = migrator.graph()
        val problems = migrator.validate().problems()
        if (problems.isNotEmpty()) {
            return failed("scripts", MigrationException(problems, null))
        }
        val heads = graph.heads().newestFirst().map { it.label() }
        val found = DoctorMessages.scripts(graph.size(), heads)
        return if (heads.size > 1) Check.warning("scripts", found, Fix.of(DoctorMessages.merge()))
        else Check.good("scripts", found)
    }

    private fun database(session: Session): List<Check> =
        try {
            if (session.settings.url == null)
                listOf(
                    Check.warning(
                        "database",
                        DoctorMessages.noUrl(),
                        Fix.of(DoctorMessages.setUrl()),
                    )
                )
            else session.migrator.diagnose().checks()
        } catch (failure: MigrationException) {
            listOf(failed("database", failure))
        }

    private fun asked(subject: String, question: () -> Check): Check =
        try {
            question()
        } catch (failure: MigrationException) {
            failed(subject, failure)
        }

    private fun failed(subject: String, failure: MigrationException): Check {
        val problem = failure.problems().first()
        val place = problem.location()?.let { " ($it)" }.orEmpty()
        val more = DoctorMessages.more(failure.problems().size - 1)
        return Check.failed(subject, problem.message() + place + more, problem.fix())
    }
}
