/** An API that stands in for Alibaba Cloud's: answers signed ListImage calls from an inventory that tests can change and break. */
@NullMarked
package org.imageinventory.standin;

import org.jspecify.annotations.NullMarked;
