package io.kmigrate.testing

/** What code of others may throw, apart from what is usual. */
object HostileThrowables {
    val ALL: Map<String, () -> Throwable> =
        mapOf(
            "an exception that is its own cause" to { OwnCause() },
            "a circle of causes" to
                {
                    val last = RuntimeException("last")
                    val first = RuntimeException("first", last)
                    last.initCause(RuntimeException("middle", first))
                    first
                },
            "an exception whose causes never end" to { EndlessCauses() },
            "an exception that fails to tell its cause" to { NoCause() },
            "an exception that fails to tell its message" to { NoMessage() },
            "an exception without a message" to { RuntimeException() },
            "an exception whose message is blank" to { RuntimeException(" ") },
            "a stack overflow" to { StackOverflowError() },
            "an endless call" to { runCatching { endless(1) }.exceptionOrNull()!! },
            "a full heap" to { OutOfMemoryError("Java heap space") },
            "a dead thread" to { @Suppress("DEPRECATION", "removal") ThreadDeath() },
            "a missing class" to { NoClassDefFoundError("com/acme/Gone") },
            "a missing method" to { NoSuchMethodError("'void com.acme.Gone.go()'") },
            "a class that fails to start" to
                {
                    ExceptionInInitializerError(IllegalStateException("no"))
                },
            "an assertion" to { AssertionError("no") },
            "an unfinished function" to { NotImplementedError() },
            "a throwable of its own kind" to { Throwable("neither") },
        )

    private fun endless(depth: Int): Int = endless(depth + 1) + 1

    private class OwnCause : RuntimeException("mine") {
        override val cause: Throwable
            get() = this
    }

    private class EndlessCauses : RuntimeException("again") {
        override val cause: Throwable
            get() = EndlessCauses()
    }

    private class NoCause : RuntimeException("hidden") {
        override val cause: Throwable
            get() = error("no cause")
    }

    private class NoMessage : RuntimeException() {
        override val message: String
            get() = error("no message")
    }
}
