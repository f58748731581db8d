/** The whole job with a real PostgreSQL and the stand-in API. */
@NullMarked
package org.imageinventory.job;

import org.jspecify.annotations.NullMarked;
