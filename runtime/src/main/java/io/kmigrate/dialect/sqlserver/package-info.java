/** SQL Server: how operations are spelled in Transact-SQL, its catalog read, its batches split and its lock taken. */
@NullMarked
package io.kmigrate.dialect.sqlserver;

import org.jspecify.annotations.NullMarked;
