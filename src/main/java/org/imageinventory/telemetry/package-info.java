/** Metrics and traces of a run, for receivers. Without a receiver, it does nothing and loads almost no classes. */
@NullMarked
package org.imageinventory.telemetry;

import org.jspecify.annotations.NullMarked;
