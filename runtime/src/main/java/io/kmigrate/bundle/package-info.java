/**
 * Bundles: compiled scripts in a jar, sealed by an index that knows the digest of every entry. What a bundle
 * holds and how it is read and written; running the classes in it is for whoever knows what a script is.
 */
@NullMarked
package io.kmigrate.bundle;

import org.jspecify.annotations.NullMarked;
