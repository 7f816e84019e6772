/** Reads migrations of Flyway: names of files, settings, placeholders, checksums and the history table. */
@NullMarked
package io.kmigrate.importer.flyway;

import org.jspecify.annotations.NullMarked;
