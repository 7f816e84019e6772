/** What a database schema consists of, as values. Nothing here knows SQL or a connection. */
@NullMarked
package io.kmigrate.schema;

import org.jspecify.annotations.NullMarked;
