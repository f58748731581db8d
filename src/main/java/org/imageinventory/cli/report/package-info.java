/** Reports as text, and as JSON for programs. */
@NullMarked
package org.imageinventory.cli.report;

import org.jspecify.annotations.NullMarked;
