/** H2: how operations are spelled, its catalog read, its statements split and its lock taken. */
@NullMarked
package io.kmigrate.dialect.h2;

import org.jspecify.annotations.NullMarked;
