package io.kmigrate.examples

import io.kmigrate.testing.TestJava
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.createDirectories
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeText

/** The Java of readmes: a service in them lives for seconds, and serves a few requests. */
internal object QuickJava {
    /** Makes a `java` in [folder]. */
    fun install(folder: Path) = write(folder.createDirectories().resolve("java"), "")

    /** Makes a command of Java with [arguments] and those that it is given. */
    fun write(command: Path, arguments: String) {
        val java = TestJava.command.joinToString(" ") { "'$it'" }
        command.writeText("#!/bin/sh\nexec $java $arguments \"\$@\"\n")
        command.setPosixFilePermissions(PosixFilePermissions.fromString("rwxr-xr-x"))
    }
}
