/** What a run needs of memory, which must not grow with the inventory. */
@NullMarked
package org.imageinventory.memory;

import org.jspecify.annotations.NullMarked;
