/**
 * The adapter for the API: requests pages and single images from ListImage within a rate limit, and retries transient
 * errors.
 */
@NullMarked
package org.imageinventory.listimage;

import org.jspecify.annotations.NullMarked;
