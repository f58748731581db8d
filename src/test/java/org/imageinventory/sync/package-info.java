/** The whole program: against a stand-in API and a real PostgreSQL, judged by exit code, output, requests and rows. */
@NullMarked
package org.imageinventory.sync;

import org.jspecify.annotations.NullMarked;
