package org.imageinventory.inventory.run;

/**
 * Requests to the API.
 *
 * @param requests requests sent, retries included
 * @param retries requests that repeated a failed request
 */
public record ApiRequests(long requests, long retries) {}
