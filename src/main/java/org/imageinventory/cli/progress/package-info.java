/** Shows how far a run has come: bars in a terminal, lines in a log. */
@NullMarked
package org.imageinventory.cli.progress;

import org.jspecify.annotations.NullMarked;
