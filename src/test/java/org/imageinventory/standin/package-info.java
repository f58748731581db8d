/**
 * The stand-in for Alibaba Cloud's API. It responds to signed ListImage calls from an inventory that tests can change,
 * and simulates faults.
 */
@NullMarked
package org.imageinventory.standin;

import org.jspecify.annotations.NullMarked;
