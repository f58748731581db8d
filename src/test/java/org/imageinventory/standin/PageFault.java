package org.imageinventory.standin;

import java.util.function.UnaryOperator;

/** A fault in the content of a page: the part of the list that it contains, or its other members. */
record PageFault(String name, UnaryOperator<PagePlan> plan, UnaryOperator<PageDraft> draft) implements Fault {}
