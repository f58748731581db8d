/** Random histories of an inventory, compared with a simple model in memory. */
@NullMarked
package org.imageinventory.model;

import org.jspecify.annotations.NullMarked;
