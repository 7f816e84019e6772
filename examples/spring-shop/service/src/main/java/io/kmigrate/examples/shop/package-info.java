/** A shop with two databases: its own, which JPA reads, and that of its invoices. */
@NullMarked
package io.kmigrate.examples.shop;

import org.jspecify.annotations.NullMarked;
