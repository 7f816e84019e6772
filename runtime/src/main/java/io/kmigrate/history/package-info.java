/** What is applied, as a value, and the tables where that and its history are stored. */
@NullMarked
package io.kmigrate.history;

import org.jspecify.annotations.NullMarked;
