/**
 * A change that an old release of an application does not survive, as revisions that both releases work with. It makes
 * operations, and runs and writes nothing.
 */
@NullMarked
package io.kmigrate.expand;

import org.jspecify.annotations.NullMarked;
