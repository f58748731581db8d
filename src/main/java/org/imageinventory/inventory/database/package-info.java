/**
 * The connection to PostgreSQL: sessions and their limits, the run lock and its fence, migrations, checks of the
 * database, and the retry of a chunk.
 */
@NullMarked
package org.imageinventory.inventory.database;

import org.jspecify.annotations.NullMarked;
