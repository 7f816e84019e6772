package io.kmigrate.exposed.broken

import org.jetbrains.exposed.v1.core.Table

object Broken : Table("broken") {
    val id = long("id")

    init {
        error("no such thing")
    }
}
