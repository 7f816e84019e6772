/**
 * What is applied, as a value, and the tables where that and its history are stored. What the rows imply
 * takes the graph: {@code RevisionGraph.applied}.
 */
@NullMarked
package io.kmigrate.history;

import org.jspecify.annotations.NullMarked;
