/** What tests of several packages share: a real PostgreSQL, and quiet logs. */
@NullMarked
package org.imageinventory.testing;

import org.jspecify.annotations.NullMarked;
