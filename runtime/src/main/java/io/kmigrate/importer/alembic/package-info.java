/**
 * Reads histories of Alembic. Its revisions are programs: the user's own interpreter runs them, and a file of Python
 * beside this package records what they do.
 */
@NullMarked
package io.kmigrate.importer.alembic;

import org.jspecify.annotations.NullMarked;
