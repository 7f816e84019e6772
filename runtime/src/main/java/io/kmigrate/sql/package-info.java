/**
 * SQL text, read into the operations that it stands for: by its gist, as rules need it, or to the letter, so that
 * operations can take its place. {@code StatementReader} reads one statement, {@link
 * io.kmigrate.sql.SqlReader} the text of operations, {@link io.kmigrate.sql.ExactReader} that of an importer.
 */
@NullMarked
package io.kmigrate.sql;

import org.jspecify.annotations.NullMarked;
