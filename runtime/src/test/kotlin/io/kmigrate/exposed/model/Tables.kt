package io.kmigrate.exposed.model

import org.jetbrains.exposed.v1.core.Table

/** Tables as an application declares them, for tests that read compiled classes. */
object Roads : Table("roads") {
    val id = long("id")
}

class Holder {
    object Lakes : Numbered("lakes")

    companion object {
        val rivers = Rivers("rivers")
    }

    class Rivers(name: String) : Numbered(name)
}

abstract class Numbered(name: String) : Table(name) {
    val id = long("id")
}

class NoTable
