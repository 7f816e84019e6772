/**
 * Histories of other tools, as revisions: the form that all readers fill, SQL text that becomes operations, and what a
 * report says of it. Readers of single tools have packages of their own. Scripts are written elsewhere.
 */
@NullMarked
package io.kmigrate.importer;

import org.jspecify.annotations.NullMarked;
