package org.imageinventory.standin;

import java.util.function.UnaryOperator;

/** A fault in what a page shows: which part of the list, or what is said about it. */
record PageFault(String name, UnaryOperator<PagePlan> plan, UnaryOperator<PageDraft> draft) implements Fault {}
