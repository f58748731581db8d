/**
 * The map: an image's way from the API's page to the rows, a package a station.
 *
 * <p>{@code listimage} reads pages from the API, {@code image} says what an image is and whether two are the same,
 * {@code inventory} writes rows and history, {@code job} drives the three, {@code cli} is the door to people. {@code
 * telemetry} tells of it in metrics and traces. Arrows point down that list only: {@code cli} → {@code job} → {@code
 * listimage}, {@code inventory}, {@code telemetry} → {@code image}.
 */
@NullMarked
package org.imageinventory;

import org.jspecify.annotations.NullMarked;
