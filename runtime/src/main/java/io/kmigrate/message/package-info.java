/**
 * The sentences of failures and warnings, so that they can be read together: one class for each area, one
 * method for each sentence. Arguments are texts, lists and numbers; what is wrong is decided elsewhere.
 */
@NullMarked
package io.kmigrate.message;

import org.jspecify.annotations.NullMarked;
