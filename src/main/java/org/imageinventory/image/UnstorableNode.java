package org.imageinventory.image;

import tools.jackson.databind.node.StringNode;

/**
 * The text of a value that a document cannot hold as JSON: nested too deeply, a number with too many digits, or no JSON at
 * all. {@link Scrub} makes a plain string of it and lists it.
 */
final class UnstorableNode extends StringNode {

    private static final long serialVersionUID = 1;

    UnstorableNode(String text) {
        super(text);
    }
}
