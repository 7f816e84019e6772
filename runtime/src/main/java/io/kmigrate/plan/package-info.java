/**
 * What a command will do, worked out before anything is touched: which revisions move, in which order, and
 * what the version table holds after each. Pure: the same graph, history and target give the same route.
 */
@NullMarked
package io.kmigrate.plan;

import org.jspecify.annotations.NullMarked;
