/** A guest book over HTTP that brings its database up to date when it starts. */
@NullMarked
package io.kmigrate.examples.startup;

import org.jspecify.annotations.NullMarked;
