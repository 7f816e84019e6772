/**
 * Backfills: changes of all rows of a table in batches, each committed with the key that it came to. Here are the key,
 * the size of the batches, the checkpoint and the loop. It knows neither revisions nor who may run.
 */
@NullMarked
package io.kmigrate.backfill;

import org.jspecify.annotations.NullMarked;
