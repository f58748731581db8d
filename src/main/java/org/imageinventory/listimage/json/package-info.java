/** Splits a response into the elements of its list, checking the grammar of JSON, without parsing the elements. */
@NullMarked
package org.imageinventory.listimage.json;

import org.jspecify.annotations.NullMarked;
