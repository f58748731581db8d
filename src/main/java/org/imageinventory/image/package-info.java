/**
 * The model of an image: its fields and lists, how an element of a response becomes an image, and whether two images
 * are equivalent.
 */
@NullMarked
package org.imageinventory.image;

import org.jspecify.annotations.NullMarked;
