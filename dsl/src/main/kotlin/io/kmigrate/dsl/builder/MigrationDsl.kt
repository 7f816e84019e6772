package io.kmigrate.dsl.builder

/** Keeps a block's words to that block: no `createIndex` inside `createTable { }` or `data { }`. */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
public annotation class MigrationDsl
