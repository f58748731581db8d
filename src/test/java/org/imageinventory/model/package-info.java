/** Random histories of an inventory, held against a plain model in memory. */
@NullMarked
package org.imageinventory.model;

import org.jspecify.annotations.NullMarked;
