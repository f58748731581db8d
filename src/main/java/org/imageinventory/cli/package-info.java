/** The door to people: a class a command, printing, exit codes. */
@NullMarked
package org.imageinventory.cli;

import org.jspecify.annotations.NullMarked;
