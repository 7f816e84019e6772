package io.kmigrate.dsl.builder

import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/** Keeps a block's words to that block: no `createIndex` inside `createTable { }` or `data { }`. */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
@API(status = STABLE, since = "0.1")
public annotation class MigrationDsl
