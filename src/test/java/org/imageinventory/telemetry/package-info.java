/** What the program tells others of itself: logs, metrics and traces, alerts and dashboards over them. */
@NullMarked
package org.imageinventory.telemetry;

import org.jspecify.annotations.NullMarked;
