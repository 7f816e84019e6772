/**
 * A command against one database: opening it, its lock, the state it is in, and the run of a plan. The way
 * through one starts in {@link io.kmigrate.run.StateReader} where it only looks, in
 * {@link io.kmigrate.run.MigrationRunner} where it runs revisions, and in {@link io.kmigrate.run.HistoryEditor} where
 * it changes what the history says.
 */
@NullMarked
package io.kmigrate.run;

import org.jspecify.annotations.NullMarked;
