/**
 * The only room that imports Exposed: it owns the single connection of a run and the Exposed transactions
 * on it, and turns Exposed tables into schema tables.
 */
@NullMarked
package io.kmigrate.exposed;

import org.jspecify.annotations.NullMarked;
