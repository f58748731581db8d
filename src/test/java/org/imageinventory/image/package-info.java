@NullMarked
package org.imageinventory.image;

import org.jspecify.annotations.NullMarked;
