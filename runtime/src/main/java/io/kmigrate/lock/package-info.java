/** One migrator at a time. The locks themselves are the dialects'. */
@NullMarked
package io.kmigrate.lock;

import org.jspecify.annotations.NullMarked;
