/** The only room that imports Exposed: its tables become ours here. What SQL they need is a dialect's. */
@NullMarked
package io.kmigrate.exposed;

import org.jspecify.annotations.NullMarked;
