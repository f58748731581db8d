package org.imageinventory.standin;

import java.util.function.Consumer;

/** A fault on the way: the answer is ready, its sending goes wrong. */
record WireFault(String name, Consumer<Exchange> sending) implements Fault {}
