/** The door to Alibaba Cloud: asks ListImage for pages, politely, until each is answered or known to fail. */
@NullMarked
package org.imageinventory.listimage;

import org.jspecify.annotations.NullMarked;
