/** Runs a plan against one database and tells, as typed events, what it does. */
@NullMarked
package io.kmigrate.execution;

import org.jspecify.annotations.NullMarked;
