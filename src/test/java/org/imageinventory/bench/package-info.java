/** Benchmarks: the program's cost, compared with alternatives. They print results and assert nothing. */
@NullMarked
package org.imageinventory.bench;

import org.jspecify.annotations.NullMarked;
