/** Running migrations from an application: {@code Migrator} and what it reports. */
@NullMarked
package io.kmigrate;

import org.jspecify.annotations.NullMarked;
