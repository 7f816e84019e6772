/**
 * The revision graph and the identifiers that point into it: heads, ancestors, cycles, order, and what
 * {@code head}, {@code +2} or {@code ab12} mean. It knows ids and links only: no operations, no database.
 */
@NullMarked
package io.kmigrate.graph;

import org.jspecify.annotations.NullMarked;
