/**
 * The plug for a database: how operations are spelled, how a catalog is read, how a run is locked and a
 * transaction begun. The rest of the runtime never names a database.
 */
@NullMarked
package io.kmigrate.dialect;

import org.jspecify.annotations.NullMarked;
