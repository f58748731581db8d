/** The progress of a run: bars on a terminal, lines in a log. */
@NullMarked
package org.imageinventory.cli.progress;

import org.jspecify.annotations.NullMarked;
