/** Shared parts of the tests: a real PostgreSQL, and less logging. */
@NullMarked
package org.imageinventory.testing;

import org.jspecify.annotations.NullMarked;
