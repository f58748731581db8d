/** The door to PostgreSQL: writes images, their lists and their history, and reads them back. */
@NullMarked
package org.imageinventory.inventory;

import org.jspecify.annotations.NullMarked;
