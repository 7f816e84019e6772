/**
 * MySQL and MariaDB: two dialects over one way to spell operations, read the catalog, split statements and
 * take the lock. What tells the two apart is in {@link io.kmigrate.dialect.mysql.Product}.
 */
@NullMarked
package io.kmigrate.dialect.mysql;

import org.jspecify.annotations.NullMarked;
