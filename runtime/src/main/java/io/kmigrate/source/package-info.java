/**
 * Where scripts, models and the environment come from: folders, bundles, classes. What reads Kotlin is found by
 * {@link io.kmigrate.source.ScriptLoader}. Nothing here opens a database.
 */
@NullMarked
package io.kmigrate.source;

import org.jspecify.annotations.NullMarked;
