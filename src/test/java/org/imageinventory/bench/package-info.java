/** What the program costs, measured against what else could be done; prints, and judges nothing. */
@NullMarked
package org.imageinventory.bench;

import org.jspecify.annotations.NullMarked;
