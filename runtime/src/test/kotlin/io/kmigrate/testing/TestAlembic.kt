package io.kmigrate.testing

/** The interpreter that tests run the real Alembic in. */
object TestAlembic {
    private val interpreter: String? by lazy {
        listOf("python3", "/usr/bin/python3")
            .find { python ->
                runCatching {
                        ProcessBuilder(python, "-c", "import alembic")
                            .redirectErrorStream(true)
                            .start()
                            .apply { inputReader().readText() }
                            .waitFor()
                    }
                    .getOrDefault(1) == 0
            }
            .also {
                if (it == null)
                    println("skipped: tests with Alembic, since Python or the package is missing")
            }
    }

    /** An interpreter that has Alembic; without one, the test is skipped, and that is said once. */
    fun python(): String = interpreter ?: skip("no interpreter has Alembic")
}
