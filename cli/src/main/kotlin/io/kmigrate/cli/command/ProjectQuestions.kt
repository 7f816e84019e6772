package io.kmigrate.cli.command

import io.kmigrate.cli.KnownSecrets
import io.kmigrate.cli.config.ConfigFile
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.cli.message.InitMessages
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.failure.MigrationException
import java.nio.file.Path
import kotlin.io.path.exists

/** Asks the user at the terminal which database and which model a new project has. */
internal class ProjectQuestions(
    private val questions: Questions,
    private val secrets: KnownSecrets,
) {
    /** Null at the end of input. */
    fun project(folder: Path): NewProject? {
        val hasEnvironment = folder.resolve(ENVIRONMENT).exists()
        val url =
            questions.text(InitMessages.databaseUrl(), DEFAULT_URL) {
                urlProblem(it, hasEnvironment)
            }
        val model = url?.let { model(folder) } ?: return null
        val isSecret = DatabaseUrl.parse(url).password() != null
        val settings =
            Template.PLAIN.text()
                .line("url = ", "url = " + if (isSecret) VARIABLE else fallback(url))
                .let { if (model.settings.isEmpty()) it else it.section(model.settings) }
        val environment =
            if (isSecret) mapOf(ENVIRONMENT to "DATABASE_URL=$url\n") + ignored(folder)
            else emptyMap()
        return NewProject(
            Template.PLAIN.folders,
            mapOf(ConfigFile.NAME to settings) + environment + model.files,
            if (model.settings.isEmpty()) FileMessages::nextRevision
            else FileMessages::nextAutogenerate,
        )
    }

    /** Why the URL cannot be taken; null where it can. */
    private fun urlProblem(url: String, hasEnvironment: Boolean): String? {
        secrets.add(DatabaseUrl.secrets(url))
        if (url.any { it in UNSAFE || it.isISOControl() || it.isWhitespace() }) {
            return InitMessages.byHand()
        }
        return try {
            val hasPassword = DatabaseUrl.parse(url).password() != null
            InitMessages.passwordThere().takeIf { hasPassword && hasEnvironment }
        } catch (failure: MigrationException) {
            failure.message
        }
    }

    private class ModelAnswer(val settings: List<String>, val files: Map<String, String>)

    private fun model(folder: Path): ModelAnswer? {
        questions.tell(InitMessages.models())
        return when (questions.choice(InitMessages.model(), MODELS)) {
            null -> null
            "none" -> ModelAnswer(emptyList(), emptyMap())
            "scripts" -> ModelAnswer(listOf("scripts = [\"model\"]"), firstModel(folder))
            else -> classes(folder)
        }
    }

    /** A folder that is there keeps what it holds. */
    private fun firstModel(folder: Path): Map<String, String> =
        if (folder.resolve("model").exists()) emptyMap()
        else mapOf("model/app.tables.kts" to Template.resource("template/model.tables.kts"))

    private fun classes(folder: Path): ModelAnswer? {
        val tables =
            questions.text(InitMessages.tables(), null) { name ->
                InitMessages.notAClass().takeUnless { CLASS.matches(name) }
            } ?: return null
        val isGradle = BUILDS.any { folder.resolve(it).exists() }
        val found = if (isGradle) "build/classes/kotlin/main" else "target/classes"
        val path =
            questions.text(InitMessages.classPath(), found) { path ->
                InitMessages.byHand().takeIf { path.any { it in UNSAFE || it.isISOControl() } }
            } ?: return null
        return ModelAnswer(
            listOf("tables = [\"$tables\"]", "classpath = [\"$path\"]"),
            emptyMap(),
        )
    }

    /** The password stays out of git. */
    private fun ignored(folder: Path): Map<String, String> =
        if (folder.resolve(".gitignore").exists()) emptyMap()
        else mapOf(".gitignore" to "$ENVIRONMENT\n")

    private fun String.line(start: String, replacement: String): String =
        lines().joinToString("\n") { if (it.startsWith(start)) replacement else it }

    /** The section of the model instead of the one that is commented out. */
    private fun String.section(settings: List<String>): String =
        replace(
            SECTION.find(this)?.value ?: error("the template has no section of the model"),
            settings.joinToString("\n", "[model]\n", "\n"),
        )

    private companion object {
        const val DEFAULT_URL = "sqlite:app.db"
        const val ENVIRONMENT = ".env"
        const val VARIABLE = "\"\${DATABASE_URL}\""
        val MODELS = listOf("none", "scripts", "classes")
        val BUILDS = listOf("build.gradle.kts", "build.gradle")

        /** Characters that mean something in TOML, in `.env`, or in a reference to a variable. */
        val UNSAFE = setOf('"', '\'', '\\', '$', '{', '}', '#', '`')
        val CLASS = Regex("[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*+)*+")
        val SECTION = Regex("# \\[model]\n(?:# .*\n)++")

        fun fallback(url: String) = "\"\${DATABASE_URL:-$url}\""
    }
}
