/**
 * The map of the packages. A package uses only packages further down in this list:
 *
 * <ol>
 *   <li>{@code cli}: the commands. {@code cli.progress} shows how far a run is, {@code cli.report} formats results.
 *   <li>{@code job}: the steps of a run. It connects {@code listimage}, {@code image} and {@code inventory}.
 *   <li>{@code settings}: reads and checks the configuration.
 *   <li>{@code telemetry}: sends metrics and traces.
 *   <li>{@code listimage}: the adapter for the API. {@code listimage.json} splits a response into elements.
 *   <li>{@code inventory}: the adapter for PostgreSQL. {@code inventory.run} stores runs, scopes and walks; {@code
 *       inventory.database} has the connection, the run lock and the migrations.
 *   <li>{@code image}: the model of an image.
 * </ol>
 *
 * <p>Within a line, the first package uses the others, and {@code cli.progress} uses {@code cli.report}. {@code
 * listimage} and {@code inventory} do not use each other. {@code PackageArrowsTest} has the exact list of uses, and {@code
 * docs/architecture.md} a diagram.
 */
@NullMarked
package org.imageinventory;

import org.jspecify.annotations.NullMarked;
