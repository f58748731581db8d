@NullMarked
package org.imageinventory.listimage;

import org.jspecify.annotations.NullMarked;
