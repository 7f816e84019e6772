/**
 * Objects that are declared with their whole text and applied again when it changes: views, functions, procedures,
 * triggers and grants. What one is, what the history says of all, and what a run has to do about them. Pure: reading
 * scripts and running statements happen elsewhere.
 */
@NullMarked
package io.kmigrate.repeatable;

import org.jspecify.annotations.NullMarked;
