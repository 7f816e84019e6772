/**
 * Bundles: compiled scripts in a jar, sealed by an index that knows the digest of every entry. What a bundle
 * holds and how it is read and written; code that knows scripts runs the classes in it.
 */
@NullMarked
package io.kmigrate.bundle;

import org.jspecify.annotations.NullMarked;
