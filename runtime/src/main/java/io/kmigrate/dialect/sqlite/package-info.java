/**
 * SQLite: what its ALTER TABLE cannot do is done by rebuilding the table from the text the database keeps of
 * it, so that nothing that text says is lost. The parser here knows CREATE TABLE and CREATE INDEX, and no
 * more of SQL than that.
 */
@NullMarked
package io.kmigrate.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
