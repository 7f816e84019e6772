/** A web framework, as far as it is about migrations. */
@NullMarked
package framework;

import org.jspecify.annotations.NullMarked;
