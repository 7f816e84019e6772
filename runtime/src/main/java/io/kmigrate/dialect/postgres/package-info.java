/** PostgreSQL: how operations are spelled, its catalog read, its statements split and its lock taken. */
@NullMarked
package io.kmigrate.dialect.postgres;

import org.jspecify.annotations.NullMarked;
