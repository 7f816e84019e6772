/**
 * A command against one database: opening it, its lock, the state it is in, and the run of a plan. The way
 * through one starts in {@link io.kmigrate.run.MigrationRunner}.
 */
@NullMarked
package io.kmigrate.run;

import org.jspecify.annotations.NullMarked;
