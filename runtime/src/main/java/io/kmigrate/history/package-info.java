/**
 * What a database has. The history is a value; where it is stored is the version table's business. What the
 * rows imply takes the graph: {@code RevisionGraph.applied}.
 */
@NullMarked
package io.kmigrate.history;

import org.jspecify.annotations.NullMarked;
