/**
 * Objects that are declared with their whole text and applied again when it changes: views, functions, procedures,
 * triggers and grants. {@code Repeatable} is one of them, {@code RepeatableHistory} knows how all of them stand, and
 * {@code RepeatablePlanner} decides what a run does. Pure: reading scripts and running statements happen elsewhere.
 */
@NullMarked
package io.kmigrate.repeatable;

import org.jspecify.annotations.NullMarked;
