/** What an image is: its fields and lists, how an answer becomes one, and whether two are the same. */
@NullMarked
package org.imageinventory.image;

import org.jspecify.annotations.NullMarked;
