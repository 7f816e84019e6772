/** Oracle: how operations are spelled, its dictionary read, its statements split and its lock taken. */
@NullMarked
package io.kmigrate.dialect.oracle;

import org.jspecify.annotations.NullMarked;
