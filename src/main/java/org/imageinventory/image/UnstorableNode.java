package org.imageinventory.image;

import tools.jackson.databind.node.StringNode;

/**
 * The text of a value that a document cannot hold as JSON, because it is nested too deeply, has too many digits, or is
 * not JSON. {@link Scrub} replaces it by a plain string and lists it as an anomaly.
 */
final class UnstorableNode extends StringNode {

    private static final long serialVersionUID = 1;

    UnstorableNode(String text) {
        super(text);
    }
}
