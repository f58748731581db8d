/**
 * The Spring Batch job: the steps of a run in their order, its outcome, and what happens if a step fails, is stopped or
 * is resumed.
 */
@NullMarked
package org.imageinventory.job;

import org.jspecify.annotations.NullMarked;
