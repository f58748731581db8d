/** Splits a response into the elements of its list. It checks that they are valid JSON, but does not parse them. */
@NullMarked
package org.imageinventory.listimage.json;

import org.jspecify.annotations.NullMarked;
