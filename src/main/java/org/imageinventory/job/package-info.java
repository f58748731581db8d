/** The Spring Batch job: what is walked, in which order, and what becomes of it when it fails or is stopped. */
@NullMarked
package org.imageinventory.job;

import org.jspecify.annotations.NullMarked;
