/**
 * Tests of the whole program with a stand-in API and a real PostgreSQL. They check exit code, output, requests and
 * rows.
 */
@NullMarked
package org.imageinventory.sync;

import org.jspecify.annotations.NullMarked;
