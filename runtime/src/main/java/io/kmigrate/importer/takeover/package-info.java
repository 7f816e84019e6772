/** Settings that name the tool before this one, and how a run meets its table. */
@NullMarked
package io.kmigrate.importer.takeover;

import org.jspecify.annotations.NullMarked;
