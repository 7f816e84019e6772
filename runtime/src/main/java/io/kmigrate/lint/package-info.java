/**
 * Rules that judge operations before they run: what loses data, what stops on rows, what is in the way. Pure: a rule sees
 * the operations and the schema before each of them. Who is asked, and what follows from a finding, is not here.
 */
@NullMarked
package io.kmigrate.lint;

import org.jspecify.annotations.NullMarked;
