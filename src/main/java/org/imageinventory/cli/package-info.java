/** The command line: one class per command, the output, and the exit codes. */
@NullMarked
package org.imageinventory.cli;

import org.jspecify.annotations.NullMarked;
