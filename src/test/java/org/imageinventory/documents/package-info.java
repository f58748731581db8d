/** The README and the pages of {@code docs}: what they say can be copied, runs; where they point to, is there. */
@NullMarked
package org.imageinventory.documents;

import org.jspecify.annotations.NullMarked;
