/** Prints reports as text for people, or as JSON for programs. */
@NullMarked
package org.imageinventory.cli.report;

import org.jspecify.annotations.NullMarked;
