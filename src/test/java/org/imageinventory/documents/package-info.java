/** Tests of the README and the pages of {@code docs}: examples run, and links point to existing targets. */
@NullMarked
package org.imageinventory.documents;

import org.jspecify.annotations.NullMarked;
