/** Tells receivers of metrics and traces what a run did. Without a receiver it does nothing and loads next to nothing. */
@NullMarked
package org.imageinventory.telemetry;

import org.jspecify.annotations.NullMarked;
