package org.imageinventory.standin;

import java.util.function.Consumer;

/** A fault while sending a response that is otherwise correct. */
record WireFault(String name, Consumer<Exchange> sending) implements Fault {}
