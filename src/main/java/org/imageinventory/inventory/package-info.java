/** The adapter for PostgreSQL: writes and reads images, their lists and their history. */
@NullMarked
package org.imageinventory.inventory;

import org.jspecify.annotations.NullMarked;
