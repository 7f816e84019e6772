/** From two schemas to the operations between them. Pure: how a schema is read from a database is not here. */
@NullMarked
package io.kmigrate.diff;

import org.jspecify.annotations.NullMarked;
