/** Tests of the program's telemetry: logs, metrics, traces, and the alerts and dashboards that use them. */
@NullMarked
package org.imageinventory.telemetry;

import org.jspecify.annotations.NullMarked;
