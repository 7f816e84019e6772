/** Reads change logs of Liquibase in XML, YAML, JSON and SQL, and its history table. It holds no code of Liquibase. */
@NullMarked
package io.kmigrate.importer.liquibase;

import org.jspecify.annotations.NullMarked;
